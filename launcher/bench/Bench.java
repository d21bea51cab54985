/** Measures a running CMS; started by bench.sh, which tells the modes. Ends with 1 where a goal is missed. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Cms cms = new Cms(arguments[1]);
        Measure.say("machine: %d cores, heap of the CMS as started", Runtime.getRuntime().availableProcessors());
        switch (arguments[0]) {
            case "board" -> Board.run(cms);
            case "page" -> Page.run(cms);
            case "age" -> Age.run(cms);
            case "queue" -> Queue.run(cms);
            case "calendar" -> Months.run(cms);
            default -> Replies.run(cms);
        }
        System.exit(Measure.missed() ? 1 : 0);
    }
}
