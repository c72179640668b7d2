using System.Text;
using SkiaSharp;

namespace Practice.Silo.Certificates;

/// <summary>Writes on sheets of A4, from the top down; lengths in points, 1/72 inch.</summary>
internal sealed class Pen(SKDocument document, SKTypeface face, Action<Pen, int> frame) : IDisposable
{
    public const float Width = 595, Height = 842, Margin = 56;

    private readonly SKPaint _ink = new() { Color = SKColors.Black, IsAntialias = true };
    private readonly HashSet<Rune> _written = [];
    private int _pages;

    public SKCanvas Canvas { get; private set; } = null!;

    public IEnumerable<Rune> Written => _written;

    /// <summary>Where the next line begins.</summary>
    public float Y { get; set; }

    public static float Inner => Width - 2 * Margin;

    /// <summary>Begins a sheet where less than this is left; returns whether it did.</summary>
    public bool Need(float height)
    {
        if (_pages > 0 && Y + height <= Height - Margin - 24)
            return false;
        End();
        Canvas = document.BeginPage(Width, Height);
        Y = Margin;
        frame(this, ++_pages);
        return true;
    }

    public void End()
    {
        if (_pages > 0)
            document.EndPage();
    }

    public void Text(string text, float x, float y, float size, SKTextAlign align = SKTextAlign.Left, SKColor? color = null)
    {
        using var font = Font(size);
        _ink.Color = color ?? SKColors.Black;
        _written.UnionWith(text.EnumerateRunes());
        Canvas.DrawText(text, x, y, align, font, _ink);
    }

    /// <summary>A paragraph, broken between any two letters as Chinese is.</summary>
    public void Paragraph(string text, float size, float leading)
    {
        foreach (var line in Lines(text, size, Inner))
        {
            Need(leading);
            Text(line, Margin, Y + size, size);
            Y += leading;
        }
    }

    public IReadOnlyList<string> Lines(string text, float size, float width)
    {
        using var font = Font(size);
        var lines = new List<string>();
        for (var rest = text; rest.Length > 0;)
        {
            var fits = Math.Max(1, font.BreakText(rest, width));
            if (fits < rest.Length && char.IsHighSurrogate(rest[fits - 1]))
                fits = fits > 1 ? fits - 1 : 2;
            lines.Add(rest[..fits]);
            rest = rest[fits..];
        }

        return lines;
    }

    public void Line(float y)
    {
        _ink.Color = SKColors.Gray;
        Canvas.DrawLine(Margin, y, Width - Margin, y, _ink);
    }

    /// <summary>Dark modules of a QR code.</summary>
    public void Code(QRCoder.QRCodeData code, float x, float y, float side)
    {
        var module = side / code.ModuleMatrix.Count;
        using var path = new SKPathBuilder();
        for (var row = 0; row < code.ModuleMatrix.Count; row++)
            for (var column = 0; column < code.ModuleMatrix.Count; column++)
                if (code.ModuleMatrix[row][column])
                    path.AddRect(SKRect.Create(x + column * module, y + row * module, module, module));
        using var dark = path.Detach();
        _ink.Color = SKColors.Black;
        Canvas.DrawPath(dark, _ink);
    }

    /// <summary>The mark of who issues: its name around a number.</summary>
    public void Mark(string around, string within, float x, float y, float radius)
    {
        var red = new SKColor(0xc8, 0x10, 0x2e);
        using (var ring = new SKPaint { Color = red, IsStroke = true, StrokeWidth = 2, IsAntialias = true })
            Canvas.DrawCircle(x, y, radius, ring);
        var (letters, size) = (around.EnumerateRunes().ToList(), Math.Min(11, 250f / Math.Max(1, around.Length)));
        var step = Math.Min(24, 270f / Math.Max(1, letters.Count));
        for (var i = 0; i < letters.Count; i++)
        {
            Canvas.Save();
            Canvas.RotateDegrees((i - (letters.Count - 1) / 2f) * step, x, y);
            Text(letters[i].ToString(), x, y - radius + size + 4, size, SKTextAlign.Center, red);
            Canvas.Restore();
        }

        Text(within, x, y + 4, 9, SKTextAlign.Center, red);
    }

    public void Dispose() => _ink.Dispose();

    private SKFont Font(float size) => new(face, size) { Subpixel = true };
}
