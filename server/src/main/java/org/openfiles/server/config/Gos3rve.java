package org.openfiles.server.config;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openfiles.server.config.NodeConfiguration.Access;
import org.openfiles.server.config.NodeConfiguration.Listener;
import org.openfiles.server.config.NodeConfiguration.Storage;
import org.openfiles.server.config.NodeConfiguration.UserEntry;

/// gos3rve's settings, from its flags and its `config.xml`. A flag wins over the file, the file
/// over the default; keys that neither gives are the ones that OpenFiles generated and keeps.
///
/// @param values by flag name, such as `key_id`
public record Gos3rve(Map<String, String> values) {

  /// No flag given.
  public static final Gos3rve DEFAULTS = new Gos3rve(Map.of());

  /// Every flag but `config` and `help`, with the element of `config.xml` that says the same.
  public static final Map<String, String> ELEMENTS =
      Map.of(
          "p", "Port",
          "dir_uploads", "UploadsPath",
          "dir_buckets", "BucketsPath",
          "key_id", "AccessKeyId",
          "key_val", "SecretAccessKey",
          "region", "Region");

  public Gos3rve {
    values = Map.copyOf(values);
  }

  /// These settings, and for those that are not given the file's.
  public Gos3rve withFile(Path file) throws ConfigurationException {
    Map<String, String> elements = elements(SourceText.read(file));
    Map<String, String> merged = new HashMap<>(values);
    ELEMENTS.forEach(
        (flag, element) -> {
          String value = elements.getOrDefault(element, "");
          if (!value.isEmpty()) {
            merged.putIfAbsent(flag, value);
          }
        });
    return new Gos3rve(merged);
  }

  public NodeConfiguration configuration(StoredCredentials credentials)
      throws ConfigurationException {
    int port = HostAndPort.port(values.getOrDefault("p", "8080"));
    return new NodeConfiguration(
        new Listener(
            "0.0.0.0",
            port,
            Optional.empty(),
            values.getOrDefault("region", "us-east-1"),
            List.of()),
        List.of(),
        Optional.of(Path.of(values.getOrDefault("dir_buckets", "./buckets/"))),
        List.of(user(credentials)),
        new Access(false, false, false),
        Storage.DEFAULT,
        true,
        values.containsKey("dir_uploads")
            ? List.of(
                "dir_uploads is not used: parts are kept out of sight in the bucket's own folder,"
                    + " so that completing an upload never copies between disks")
            : List.of());
  }

  private UserEntry user(StoredCredentials credentials) throws ConfigurationException {
    boolean keyGiven = values.containsKey("key_id");
    if (keyGiven != values.containsKey("key_val")) {
      throw new ConfigurationException("key_id and key_val go together: give both or none");
    }
    UserEntry stored = keyGiven ? null : credentials.user();
    String accessKey = stored == null ? values.getOrDefault("key_id", "") : stored.accessKey();
    String secretKey = stored == null ? values.getOrDefault("key_val", "") : stored.secretKey();
    return new UserEntry(
        values.getOrDefault("user_name", "s3user@amazon.com"),
        accessKey,
        secretKey,
        values.getOrDefault("user_id", CanonicalId.of(accessKey)));
  }

  private static Map<String, String> elements(SourceText source) throws ConfigurationException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    Map<String, String> elements = new HashMap<>();
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(source.text()));
      reader.nextTag();
      reader.require(XMLStreamReader.START_ELEMENT, null, "root");
      while (reader.nextTag() == XMLStreamReader.START_ELEMENT) {
        String name = reader.getLocalName();
        if (!ELEMENTS.containsValue(name)) {
          throw unknown(source, reader.getLocation().getLineNumber(), name);
        }
        elements.put(name, reader.getElementText().strip());
      }
      return elements;
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      throw new ConfigurationException(
          source.name() + ":" + line + ": is not gos3rve's <root> of settings");
    }
  }

  private static ConfigurationException unknown(SourceText source, int line, String name) {
    String hint =
        NearestName.of(name, Set.copyOf(ELEMENTS.values()))
            .map(n -> " (did you mean <" + n + ">?)")
            .orElse("");
    return new ConfigurationException(
        source.name() + ":" + line + ": unknown element <" + name + ">" + hint);
  }
}
