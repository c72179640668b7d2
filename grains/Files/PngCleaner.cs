using System.Buffers.Binary;

namespace Practice.Files;

/// <summary>A PNG (ISO/IEC 15948) with the chunks that showing it needs, and no others.</summary>
internal static class PngCleaner
{
    private static readonly HashSet<string> Kept =
    [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "hIST", "pHYs", "acTL", "fcTL", "fdAT",
    ];

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Null where it is broken: no end, or a chunk that is longer than the file.</summary>
    public static byte[]? Clean(ReadOnlySpan<byte> png)
    {
        var output = new MemoryStream(png.Length);
        output.Write(Signature);
        for (var at = Signature.Length; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            if (length > png.Length - at - 12)
                return null;
            var chunk = png.Slice(at, (int)length + 12);
            var type = System.Text.Encoding.ASCII.GetString(chunk.Slice(4, 4));
            if (at == Signature.Length && type != "IHDR")
                return null;
            if (Kept.Contains(type))
                output.Write(chunk);
            if (type == "IEND")
                return output.ToArray();
            at += chunk.Length;
        }

        return null;
    }
}
