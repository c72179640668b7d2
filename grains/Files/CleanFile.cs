namespace Practice.Files;

/// <summary>A file as it may be kept: its type is what its contents are, whatever its name or sender says, and it tells no place.</summary>
/// <remarks>
/// Pictures lose every block that is not needed to show them: EXIF, XMP and IPTC (where, when and with what they were taken), comments,
/// previews, and what is hung on behind the end. A JPEG keeps its orientation. A PDF is kept as it is.
/// </remarks>
public static class CleanFile
{
    /// <summary>Null where the contents are none of the types that are taken, or are broken.</summary>
    public static (string ContentType, byte[] Bytes)? Of(ReadOnlySpan<byte> contents)
    {
        if (contents.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return JpegCleaner.Clean(contents) is { } jpeg ? ("image/jpeg", jpeg) : null;
        if (contents.StartsWith(PngCleaner.Signature))
            return PngCleaner.Clean(contents) is { } png ? ("image/png", png) : null;
        if (contents.Length > 12 && contents.StartsWith("RIFF"u8) && contents[8..].StartsWith("WEBP"u8))
            return WebpCleaner.Clean(contents) is { } webp ? ("image/webp", webp) : null;
        return contents.StartsWith("%PDF-1."u8) || contents.StartsWith("%PDF-2."u8)
            ? contents[^Math.Min(2048, contents.Length)..].IndexOf("%%EOF"u8) >= 0 ? ("application/pdf", contents.ToArray()) : null
            : null;
    }
}
