package org.openfiles.door.s3;

import java.util.List;
import java.util.Locale;
import org.openfiles.door.s3.request.Owner;

/// How the S3 door behaves.
///
/// @param region what the buckets' region is called
/// @param domains the base domains below which a bucket is a host name (`bucket.s3.example.org`)
/// @param anonymous what a request without credentials may do
/// @param owner whom buckets belong to that no user made, and who anonymous senders are told to be
public record S3DoorSettings(
    String region, List<String> domains, Anonymous anonymous, Owner owner, Limits limits) {

  /// What a request without credentials may do.
  public enum Anonymous {
    /// Everything: nobody is asked for credentials.
    EVERYTHING,
    /// What a bucket's own access settings grant to everybody.
    GRANTED
  }

  /// The sizes that S3 bounds ("Amazon S3 multipart upload limits").
  ///
  /// @param putBytesMax of one upload, of one part, and of the source of a copy
  /// @param partBytesMin of every part but the last
  public record Limits(long putBytesMax, long partBytesMin) {
    public static final Limits DEFAULT = new Limits(5L << 30, 5L << 20);
  }

  public static final S3DoorSettings DEFAULT =
      new S3DoorSettings(
          "us-east-1",
          List.of("localhost", "s3.localhost"),
          Anonymous.GRANTED,
          new Owner(
              "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a", "openfiles"),
          Limits.DEFAULT);

  public S3DoorSettings {
    domains = domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList();
  }

  public S3DoorSettings withRegion(String value) {
    return new S3DoorSettings(value, domains, anonymous, owner, limits);
  }

  public S3DoorSettings withDomains(List<String> value) {
    return new S3DoorSettings(region, value, anonymous, owner, limits);
  }

  public S3DoorSettings withAnonymous(Anonymous value) {
    return new S3DoorSettings(region, domains, value, owner, limits);
  }

  public S3DoorSettings withOwner(Owner value) {
    return new S3DoorSettings(region, domains, anonymous, value, limits);
  }

  public S3DoorSettings withLimits(Limits value) {
    return new S3DoorSettings(region, domains, anonymous, owner, value);
  }
}
