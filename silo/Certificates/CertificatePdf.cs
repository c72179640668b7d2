using System.Globalization;
using System.Text;
using Practice.Calendars;
using Practice.Certificates;
using Practice.Volunteers;
using QRCoder;
using SkiaSharp;

namespace Practice.Silo.Certificates;

/// <summary>A certificate on paper (志愿服务记录证明, 民发〔2015〕149号: volunteer, service, issuer, number and date): what was issued, and where to check that it stands.</summary>
/// <remarks>Says that it is of the recording body by this platform's records: the national one it does not claim to be (rules §1.4).</remarks>
internal static class CertificatePdf
{
    private const string Title = "志愿服务记录证明";
    private const float Small = 9, Usual = 11, Row = 15;

    private static readonly (string Head, float X, float Width)[] Columns = [("日期", 0, 60), ("时间", 60, 76), ("服务内容", 136, 176), ("组织者", 312, 105), ("时长", 417, 40), ("记录", 457, 26)];

    /// <param name="names">Names of who organised, by their codes.</param>
    /// <param name="check">The address that says whether it is valid.</param>
    public static byte[] Draw(SKTypeface face, CertificateView certificate, IReadOnlyDictionary<string, string> names, string check)
    {
        var issued = certificate.IssuedAt ?? throw new ArgumentException("It was not issued.", nameof(certificate));
        using var stream = new MemoryStream();
        IEnumerable<Rune> written;
        using (var document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata
        {
            Title = $"{Title} {certificate.Number}", Author = certificate.Issuer, Subject = $"sha-256:{certificate.Hash}", Creation = issued.UtcDateTime, Modified = issued.UtcDateTime,
        }))
        {
            using var pen = new Pen(document, face, (sheet, page) => Frame(sheet, certificate, page));
            pen.Need(Pen.Height);
            Head(pen, certificate);
            Table(pen, certificate, names);
            Foot(pen, certificate, check);
            pen.End();
            document.Close();
            written = pen.Written;
        }

        return TrueLetters.In(stream.ToArray(), face, written);
    }

    private static void Head(Pen pen, CertificateView certificate)
    {
        pen.Text(Title, Pen.Width / 2, pen.Y + 24, 24, SKTextAlign.Center);
        pen.Y += 46;
        pen.Text($"编号 {certificate.Number}", Pen.Width - Pen.Margin, pen.Y, Small, SKTextAlign.Right);
        pen.Y += 14;
        var who = certificate.Name == certificate.Volunteer ? $"志愿者（编号 {certificate.Volunteer}）" : $"{certificate.Name}（志愿者编号 {certificate.Volunteer}{Document(certificate)}）";
        pen.Paragraph($"　　兹证明 {who} {Period(certificate)}参加志愿服务 {certificate.Lines.Length} 次，累计服务时间 {certificate.Hours} 小时（{certificate.Minutes} 分钟）。{Purpose(certificate)}", Usual, 19);
        pen.Y += 10;
    }

    private static void Table(Pen pen, CertificateView certificate, IReadOnlyDictionary<string, string> names)
    {
        Headings(pen);
        foreach (var line in certificate.Lines)
        {
            string[] cells =
            [
                Day(line.From), $"{Clock(line.From)}–{Clock(line.Until)}", line.Title, names.GetValueOrDefault(line.By, line.By), Length(line.Minutes),
                line.Origin switch { RecordOrigin.SignedIn => "签到", RecordOrigin.BackFilled => "补录", _ => "导入" },
            ];
            var broken = cells.Select((cell, i) => pen.Lines(cell, Small, Columns[i].Width - 4)).ToList();
            var height = broken.Max(lines => lines.Count) * (Row - 2) + 4;
            if (pen.Need(height))
                Headings(pen);
            foreach (var (lines, column) in broken.Zip(Columns))
                for (var i = 0; i < lines.Count; i++)
                    pen.Text(lines[i], Pen.Margin + column.X, pen.Y + Small + 3 + i * (Row - 2), Small);
            pen.Y += height;
            pen.Line(pen.Y);
        }
    }

    private static void Headings(Pen pen)
    {
        pen.Need(3 * Row);
        foreach (var (head, x, _) in Columns)
            pen.Text(head, Pen.Margin + x, pen.Y + Small + 2, Small, color: SKColors.DimGray);
        pen.Y += Row + 3;
        pen.Line(pen.Y);
    }

    private static void Foot(Pen pen, CertificateView certificate, string check)
    {
        pen.Need(190);
        pen.Y += 22;
        var top = pen.Y;
        foreach (var line in new[]
        {
            $"记录机构：{certificate.Issuer}", $"负责人：{certificate.Head}", $"经办人：{certificate.Handler}", $"联系方式：{certificate.Contact}", $"开具日期：{Long(ChinaTime.DateOf(certificate.IssuedAt!.Value))}",
        })
        {
            pen.Text(pen.Lines(line, Usual, 240)[0], Pen.Margin, pen.Y + Usual, Usual);
            pen.Y += 19;
        }

        pen.Mark(certificate.Issuer!, "记录证明", 365, top + 52, 50);
        using var code = QRCodeGenerator.GenerateQrCode(check, QRCodeGenerator.ECCLevel.M);
        pen.Code(code, Pen.Width - Pen.Margin - 96, top, 96);
        pen.Text("扫码查验", Pen.Width - Pen.Margin - 48, top + 110, Small, SKTextAlign.Center);
        pen.Y = top + 128;
        pen.Paragraph(Standing(certificate), Small, 13);
        pen.Paragraph($"查验：{check}", Small, 13);
        pen.Paragraph("本证明由记录机构依据本平台的服务记录开具，不是全国志愿服务信息系统的证明；是否有效以查验页为准。", Small, 13);
    }

    private static void Frame(Pen pen, CertificateView certificate, int page)
    {
        pen.Text(string.Create(CultureInfo.InvariantCulture, $"{certificate.Number}  第 {page} 页"), Pen.Width / 2, Pen.Height - 34, Small, SKTextAlign.Center, SKColors.DimGray);
        if (certificate.State is not ("revoked" or "superseded"))
            return;
        pen.Canvas.Save();
        pen.Canvas.RotateDegrees(-35, Pen.Width / 2, Pen.Height / 2);
        pen.Text(certificate.State == "revoked" ? "已撤销" : "已被取代", Pen.Width / 2, Pen.Height / 2, 96, SKTextAlign.Center, new SKColor(0xc8, 0x10, 0x2e, 0x50));
        pen.Canvas.Restore();
    }

    private static string Standing(CertificateView c) => c.State switch
    {
        "publicised" => $"公示至 {Long(ChinaTime.DateOf(c.PublicUntil!.Value))}，期满无异议后生效。",
        "revoked" => $"已撤销：{c.Reason}",
        "superseded" => $"已被 {c.SupersededBy} 取代。",
        _ => "公示期满，无异议。",
    };

    private static string Document(CertificateView c) => c is { DocumentType: { } type, Document: { } masked }
        ? $"，{(type == "residentIdCard" ? "居民身份证" : "证件")} {masked}"
        : "";

    private static string Purpose(CertificateView c) => c.Purpose is { Length: > 0 } purpose ? $"用途：{purpose}。" : "";

    private static string Period(CertificateView c) => (c.From, c.Until) switch
    {
        ({ } from, { } until) => $"于 {Long(from)}至 {Long(until)}",
        ({ } from, null) => $"自 {Long(from)}起",
        (null, { } until) => $"至 {Long(until)}止",
        _ => "",
    };

    private static string Long(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at) => ChinaTime.DateOf(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Clock(DateTimeOffset at) => ChinaTime.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Length(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:D2}");
}
