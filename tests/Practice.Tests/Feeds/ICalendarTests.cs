using System.Text;
using CsCheck;
using Practice.Calendars;
using Practice.Feeds;

namespace Practice.Tests.Feeds;

/// <summary>RFC 5545 as real parsers and strict readers want it.</summary>
public sealed class ICalendarTests
{
    private static readonly DateTimeOffset At = new(2026, 10, 1, 8, 30, 0, ChinaTime.Offset);

    [Fact]
    public void Whatever_a_calendar_says_a_parser_reads_the_same()
    {
        var entry = new CalendarEntry("321203001010-W000001@practice", At.AddDays(-3), At, At.AddHours(2), "志愿服务:家电,维修;照明\\检查", "第一行\n第二行:𠮷祥", Cancelled: true, Sequence: 42);

        var read = Ical.Net.Calendar.Load(ICalendar.Write("东村站,日历", [entry]))!;

        var seen = Assert.Single(read.Events);
        Assert.Equal((entry.Uid, entry.Summary, entry.Description, "CANCELLED", 42), (seen.Uid, seen.Summary, seen.Description, seen.Status, seen.Sequence));
        Assert.Equal(entry.From.UtcDateTime, seen.DtStart!.AsUtc);
        Assert.Equal(entry.Until.UtcDateTime, seen.DtEnd!.AsUtc);
        Assert.Equal("Asia/Shanghai", seen.DtStart.TzId);
        Assert.Equal(entry.Stamp.UtcDateTime, seen.DtStamp!.AsUtc);
        Assert.Equal("Asia/Shanghai", Assert.Single(read.TimeZones).TzId);
    }

    [Fact]
    public void Lines_end_rightly_and_are_folded_between_characters() =>
        Gen.Int[0, 5].Select(n => new[] { "水", "a", "𠮷", ",", "\n", "é" }[n]).Array[0, 200].Sample(runes =>
        {
            var summary = string.Concat(runes);

            var text = ICalendar.Write("日历", [new("u@practice", At, At, At.AddHours(1), summary)]);

            Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
            var lines = text[..^2].Split("\r\n");
            Assert.All(lines, line => Assert.InRange(new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(line), 1, 75));
            Assert.DoesNotContain(lines, line => line.Contains('\n', StringComparison.Ordinal) || line.Contains('\r', StringComparison.Ordinal));
            Assert.Contains("SUMMARY:" + summary.Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\r\n", text.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        });
}
