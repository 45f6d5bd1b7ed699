package org.openfiles.store.azure;

import com.azure.storage.blob.models.BlobHttpHeaders;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The representation headers that Azure keeps by itself.
///
/// @param md5 of the bytes; empty when nobody told
record Headers(Map<String, String> values, Md5Bytes md5) {
  private static final String TYPE = "content-type";
  private static final String ENCODING = "content-encoding";
  private static final String LANGUAGE = "content-language";
  private static final String DISPOSITION = "content-disposition";
  private static final String CACHE = "cache-control";

  /// What Azure says of a blob that was given no type: here, that it has none.
  private static final String TYPE_OF_NONE = "application/octet-stream";

  /// An MD5 as Azure hands it out.
  @SuppressWarnings("ArrayRecordComponent") // handed back as it came, never compared
  record Md5Bytes(byte @Nullable [] value) {
    static final Md5Bytes NONE = new Md5Bytes(null);
  }

  Headers {
    values = Map.copyOf(values);
  }

  /// Those of an object's headers that Azure can keep.
  static Headers keepable(Map<String, String> headers, Md5Bytes md5) {
    Map<String, String> kept = new TreeMap<>();
    headers.forEach(
        (name, value) -> {
          if (isKept(name) && AsciiText.isHeaderValue(value) && !isTypeOfNone(name, value)) {
            kept.put(name, value);
          }
        });
    return new Headers(kept, md5);
  }

  static Headers of(
      @Nullable String type,
      @Nullable String encoding,
      @Nullable String language,
      @Nullable String disposition,
      @Nullable String cache,
      byte @Nullable [] md5) {
    Map<String, String> values = new TreeMap<>();
    put(values, TYPE, type);
    put(values, ENCODING, encoding);
    put(values, LANGUAGE, language);
    put(values, DISPOSITION, disposition);
    put(values, CACHE, cache);
    return new Headers(values, new Md5Bytes(md5));
  }

  BlobHttpHeaders toAzure() {
    BlobHttpHeaders headers = new BlobHttpHeaders();
    values.forEach(
        (name, value) -> {
          switch (name) {
            case TYPE -> headers.setContentType(value);
            case ENCODING -> headers.setContentEncoding(value);
            case LANGUAGE -> headers.setContentLanguage(value);
            case DISPOSITION -> headers.setContentDisposition(value);
            case CACHE -> headers.setCacheControl(value);
            default -> throw new IllegalStateException("not kept by azure: " + name);
          }
        });
    return headers.setContentMd5(md5.value());
  }

  private static boolean isKept(String name) {
    return switch (name) {
      case TYPE, ENCODING, LANGUAGE, DISPOSITION, CACHE -> true;
      default -> false;
    };
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null && !value.isEmpty() && !isTypeOfNone(name, value)) {
      values.put(name, value);
    }
  }

  private static boolean isTypeOfNone(String name, String value) {
    return name.equals(TYPE) && value.equals(TYPE_OF_NONE);
  }
}
