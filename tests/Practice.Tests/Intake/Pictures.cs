using System.Buffers.Binary;
using System.Text;

namespace Practice.Tests.Intake;

/// <summary>Small whole pictures with a place in them, made by hand.</summary>
internal static class Pictures
{
    /// <summary>What tells where a picture was taken; no cleaned file holds it.</summary>
    public const string Place = "GPS 32.3183N 119.8758E";

    private static byte[] PlaceBytes => Encoding.ASCII.GetBytes(Place);

    /// <param name="orientation">EXIF's, in the byte order asked for; null = no EXIF at all.</param>
    public static byte[] Jpeg(ushort? orientation = 6, bool little = false, string after = "") =>
    [
        0xFF, 0xD8, .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        .. orientation is { } o ? Segment(0xE1, [.. "Exif\0\0"u8, .. Tiff(o, little), .. PlaceBytes]) : [],
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. PlaceBytes]), .. Segment(0xED, [.. "Photoshop 3.0\0"u8, .. PlaceBytes]), .. Segment(0xFE, PlaceBytes),
        .. Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1]), .. Segment(0xE2, [.. "MPF\0"u8, .. PlaceBytes]), .. Segment(0xDB, new byte[65]),
        .. Segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]), .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9, .. Encoding.ASCII.GetBytes(after),
    ];

    public static byte[] Png() =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]), .. Chunk("eXIf", PlaceBytes), .. Chunk("tEXt", PlaceBytes),
        .. Chunk("iTXt", PlaceBytes), .. Chunk("prVt", PlaceBytes), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", []), .. PlaceBytes,
    ];

    public static byte[] Webp()
    {
        byte[] body = [.. "WEBP"u8, .. Riff("VP8X", [0x0C, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Riff("VP8L", [0x2F, 0, 0, 0, 0]), .. Riff("EXIF", PlaceBytes), .. Riff("XMP ", PlaceBytes)];
        byte[] file = [.. "RIFF"u8, 0, 0, 0, 0, .. body];
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), (uint)body.Length);
        return file;
    }

    public static byte[] Pdf() => Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");

    private static byte[] Segment(byte marker, byte[] contents) => [0xFF, marker, (byte)((contents.Length + 2) >> 8), (byte)(contents.Length + 2), .. contents];

    private static byte[] Tiff(ushort orientation, bool little)
    {
        byte[] big = [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        return little ? [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0] : big;
    }

    private static byte[] Chunk(string type, byte[] contents) =>
        [(byte)(contents.Length >> 24), (byte)(contents.Length >> 16), (byte)(contents.Length >> 8), (byte)contents.Length, .. Encoding.ASCII.GetBytes(type), .. contents, 0, 0, 0, 0];

    private static byte[] Riff(string type, byte[] contents) =>
        [.. Encoding.ASCII.GetBytes(type), (byte)contents.Length, (byte)(contents.Length >> 8), 0, 0, .. contents, .. contents.Length % 2 == 1 ? new byte[1] : []];
}
