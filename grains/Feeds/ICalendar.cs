using System.Globalization;
using System.Text;
using Practice.Calendars;

namespace Practice.Feeds;

/// <summary>A calendar as text (RFC 5545), in local time of Asia/Shanghai with its zone written out.</summary>
/// <remarks>Laws: lines end with CRLF and have at most 75 octets, folded between characters; the same entries give the same text.</remarks>
public static class ICalendar
{
    private const int MostOctets = 75;
    private const string Zone = "Asia/Shanghai";

    public static string Write(string name, IEnumerable<CalendarEntry> entries)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Practice//Calendar 1.0//ZH");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        Line(text, "X-WR-CALNAME:" + Escaped(name));
        Line(text, "X-WR-TIMEZONE:" + Zone);
        Line(text, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        Line(text, "X-PUBLISHED-TTL:PT1H");

        // China has one zone and has had no summer time since 1991.
        foreach (var line in (string[])["BEGIN:VTIMEZONE", "TZID:" + Zone, "BEGIN:STANDARD", "DTSTART:19910915T010000", "TZOFFSETFROM:+0900", "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE"])
            Line(text, line);
        foreach (var entry in entries.OrderBy(e => e.From).ThenBy(e => e.Uid, StringComparer.Ordinal))
        {
            Line(text, "BEGIN:VEVENT");
            Line(text, "UID:" + Escaped(entry.Uid));
            Line(text, "DTSTAMP:" + entry.Stamp.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
            Line(text, $"DTSTART;TZID={Zone}:{Local(entry.From)}");
            Line(text, $"DTEND;TZID={Zone}:{Local(entry.Until)}");
            Line(text, "SUMMARY:" + Escaped(entry.Summary));
            if (entry.Description is { Length: > 0 } description)
                Line(text, "DESCRIPTION:" + Escaped(description));
            Line(text, "STATUS:" + (entry.Cancelled ? "CANCELLED" : "CONFIRMED"));
            Line(text, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{entry.Sequence}"));
            Line(text, "END:VEVENT");
        }

        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static string Local(DateTimeOffset instant) => ChinaTime.Local(instant).ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text.ReplaceLineEndings("\n"))
            _ = c switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(c),
                '\n' => escaped.Append("\\n"),
                _ when char.IsControl(c) => escaped.Append(' '),
                _ => escaped.Append(c),
            };
        return escaped.ToString();
    }

    private static void Line(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
