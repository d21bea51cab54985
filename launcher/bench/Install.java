import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Puts a bundle into a running CMS through its console and waits until its servlet answers. */
public final class Install {
    public static void main(String[] arguments) throws Exception {
        String boundary = "bench-boundary";
        String part = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s";
        byte[] head = (String.format(part, "action", "", "install\r\n") + String.format(part, "bundlestart", "", "true\r\n")
                        + String.format(part, "bundlefile", "; filename=\"bench.jar\"\r\nContent-Type: application/java-archive", ""))
                .getBytes();
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes();
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String auth = "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes());
        client.send(
                HttpRequest.newBuilder(URI.create(arguments[0] + "/system/console/bundles"))
                        .header("Authorization", auth)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArrays(List.of(head, Files.readAllBytes(Path.of(arguments[1])), tail)))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        for (int i = 0; i < 60; i++) {
            int status = client.send(
                            HttpRequest.newBuilder(URI.create(arguments[0] + "/bin/herald-bench/replies?count=1"))
                                    .header("Authorization", auth)
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status == 200) {
                undoNothing(client, auth, arguments[0]);
                return;
            }
            Thread.sleep(500); // the console installs in the background
        }
        throw new IllegalStateException("the bench bundle did not start");
    }

    /** What is shared goes out at once: that is what is measured. */
    private static void undoNothing(HttpClient client, String auth, String cms) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(cms + "/conf/herald/content"))
                .header("Authorization", auth)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("herald:undoSeconds=0&herald:undoSeconds@TypeHint=Long"))
                .build();
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status >= 400) {
            throw new IllegalStateException("the undo window could not be switched off: HTTP " + status);
        }
    }
}
