import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pulls every completion that is new, acknowledges it, and remembers where it stopped. Java 17 or newer alone:
 *
 * <pre>OI_URL=https://integration.example.com OI_TOKEN=oi_… java Poll.java</pre>
 *
 * Your project has a JSON library: read the page with it. So that this file runs as it is, it takes the few members that
 * it needs by their place: each item begins with its id and its revision, and the page ends with hasMore and nextCursor.
 */
class Poll {
  static final String URL = System.getenv("OI_URL") + "/api/v1/completions";
  static final Path CURSOR_FILE = Path.of(System.getenv().getOrDefault("OI_CURSOR_FILE", "cursor.txt"));
  static final HttpClient HTTP = HttpClient.newHttpClient();
  static final Pattern ITEM = Pattern.compile("\\{\"id\":\"([0-9a-f-]{36})\",\"revision\":(\\d+),");
  static final Pattern END =
      Pattern.compile("\"hasMore\":(true|false),\"nextCursor\":\"([^\"]+)\",\"consistentThrough\":\"[^\"]+\"}$");

  public static void main(String[] arguments) throws Exception {
    boolean hasMore = true;
    while (hasMore) {
      String cursor = Files.exists(CURSOR_FILE) ? "&cursor=" + encoded(Files.readString(CURSOR_FILE).trim()) : "";
      String page = ask(HttpRequest.newBuilder(URI.create(URL + "?limit=1000" + cursor)));

      List<String> items = new ArrayList<>();
      for (Matcher item = ITEM.matcher(page); item.find(); ) {
        // Your work with each item. This prints it.
        System.out.println(item.group(1) + "\t" + item.group(2));
        items.add("{\"id\":\"%s\",\"revision\":%s,\"outcome\":\"accepted\"}".formatted(item.group(1), item.group(2)));
      }
      if (!items.isEmpty()) {
        String body = "{\"items\":[" + String.join(",", items) + "]}";
        ask(HttpRequest.newBuilder(URI.create(URL + "/ack"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
      }

      Matcher end = END.matcher(page);
      if (!end.find()) throw new IllegalStateException("This is not a page: " + page);
      // Last of all: a run that is killed before this line sees the page again.
      Path fresh = Path.of(CURSOR_FILE + ".new");
      Files.writeString(fresh, end.group(2));
      Files.move(fresh, CURSOR_FILE, StandardCopyOption.REPLACE_EXISTING);
      hasMore = Boolean.parseBoolean(end.group(1));
    }
  }

  /** Waits and asks again when there were too many requests, or the service is not available for a while. */
  static String ask(HttpRequest.Builder request) throws Exception {
    while (true) {
      HttpResponse<String> answer =
          HTTP.send(request.setHeader("X-Api-Key", System.getenv("OI_TOKEN")).build(), BodyHandlers.ofString());
      if (answer.statusCode() == 200) return answer.body();
      if (answer.statusCode() != 429 && answer.statusCode() != 503)
        throw new IllegalStateException(answer.body());
      Thread.sleep(1000 * answer.headers().firstValueAsLong("Retry-After").orElse(30));
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
