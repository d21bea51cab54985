package org.herald.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * An answer for a spreadsheet.
 *
 * @param name what the file is called, without its extension
 */
record Table(String name, List<String> columns, List<List<String>> rows) {
    static final String MEDIA_TYPE = "text/csv";
    /** What a spreadsheet would take for a formula (OWASP, CSV injection). */
    private static final String FORMULA = "=+-@\t\r";

    /** As RFC 4180 says, with the mark that spreadsheets know UTF-8 by. */
    byte[] write() {
        StringBuilder out = new StringBuilder("\uFEFF");
        try (CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
            printer.printRecord(columns);
            for (List<String> row : rows) {
                printer.printRecord(row.stream().map(Table::harmless).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String harmless(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
