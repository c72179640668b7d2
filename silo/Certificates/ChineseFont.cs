using SkiaSharp;

namespace Practice.Silo.Certificates;

/// <summary>A font with Chinese letters for what is printed: the file that a setting names, else one that the system has.</summary>
/// <remarks>None is shipped: a whole one is larger than this program, and every system that people read Chinese on has one.</remarks>
internal sealed class ChineseFont(string? file) : IDisposable
{
    private const int MostFaces = 12, DeepestFolder = 4;

    private static readonly string[] Folders =
    [
        "/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
    ];

    /// <summary>The beginnings of the names of well-known fonts for Simplified Chinese, the better first.</summary>
    private static readonly string[] Known =
    [
        "NotoSansCJKsc-Regular", "NotoSansSC-Regular", "NotoSansCJK-Regular", "NotoSansSC", "SourceHanSansSC-Regular", "SourceHanSansCN-Regular", "SourceHanSans-Regular", "NotoSerifCJK-Regular",
        "wqy-microhei", "wqy-zenhei", "PingFang", "Hiragino Sans GB", "STHeiti", "msyh", "simsun", "simhei", "DroidSansFallback",
    ];

    private readonly Lazy<SKTypeface?> _face = new(() => Find(file));

    /// <summary>Null where the system has none.</summary>
    public SKTypeface? Face => _face.Value;

    /// <summary>Whether a file is a font that has Chinese letters.</summary>
    public static bool IsChinese(string file)
    {
        using var face = Open(file);
        return face is not null;
    }

    public void Dispose()
    {
        if (_face is { IsValueCreated: true, Value: { } face })
            face.Dispose();
    }

    private static SKTypeface? Find(string? file) => file is not null
        ? Open(file)
        : (from path in Folders.Where(Directory.Exists).SelectMany(Fonts)
           let rank = Array.FindIndex(Known, name => Path.GetFileName(path).StartsWith(name, StringComparison.OrdinalIgnoreCase))
           where rank >= 0
           orderby rank, path.Length, path
           select Open(path)).FirstOrDefault(face => face is not null);

    private static IEnumerable<string> Fonts(string folder) =>
        Directory.EnumerateFiles(folder, "*.*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DeepestFolder, IgnoreInaccessible = true })
            .Where(path => Path.GetExtension(path).ToUpperInvariant() is ".TTF" or ".OTF" or ".TTC" or ".OTC");

    // A collection has a face for each country's forms of the same letters: that of mainland China, if it says which.
    private static SKTypeface? Open(string file)
    {
        SKTypeface? best = null;
        for (var i = 0; i < MostFaces && SKTypeface.FromFile(file, i) is { } face; i++)
        {
            using var font = new SKFont(face);
            if (!font.ContainsGlyph('证') || (best is not null && !face.FamilyName.EndsWith(" SC", StringComparison.Ordinal)))
            {
                face.Dispose();
                continue;
            }

            best?.Dispose();
            best = face;
            if (face.FamilyName.EndsWith(" SC", StringComparison.Ordinal))
                break;
        }

        return best;
    }
}
