using System.Buffers.Binary;

namespace Practice.Files;

/// <summary>A WebP (RFC 9649) without EXIF and XMP, and without chunks that nobody knows.</summary>
internal static class WebpCleaner
{
    private const byte HasExif = 0x08, HasXmp = 0x04;

    private static readonly HashSet<string> Kept = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"];

    /// <summary>Null where it is broken: no picture in it, or a chunk that is longer than the file.</summary>
    public static byte[]? Clean(ReadOnlySpan<byte> webp)
    {
        var end = (long)BinaryPrimitives.ReadUInt32LittleEndian(webp[4..]) + 8;
        if (end > webp.Length)
            return null;
        var output = new MemoryStream(webp.Length);
        output.Write(webp[..12]);
        var shows = false;
        for (var at = 12; at + 8 <= end;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(webp[(at + 4)..]);
            if (length > end - at - 8)
                return null;
            var padded = (int)Math.Min(length + (length & 1), end - at - 8);
            var chunk = webp.Slice(at, padded + 8).ToArray();
            var type = System.Text.Encoding.ASCII.GetString(chunk, 0, 4);
            if (type == "VP8X" && length > 0)
                chunk[8] &= unchecked((byte)~(HasExif | HasXmp));
            if (Kept.Contains(type))
                output.Write(chunk);
            shows |= type is "VP8 " or "VP8L" or "ANMF";
            at += chunk.Length;
        }

        if (!shows)
            return null;
        var bytes = output.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)bytes.Length - 8);
        return bytes;
    }
}
