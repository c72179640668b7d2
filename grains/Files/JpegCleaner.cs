using System.Buffers.Binary;

namespace Practice.Files;

/// <summary>A JPEG (ITU T.81) without its application segments, but for those that colours and orientation need.</summary>
internal static class JpegCleaner
{
    private const byte StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, App0 = 0xE0, App1 = 0xE1, App2 = 0xE2, App14 = 0xEE, App15 = 0xEF, Comment = 0xFE;

    /// <summary>Null where it is broken: no end, or a segment that is longer than the file.</summary>
    public static byte[]? Clean(ReadOnlySpan<byte> jpeg)
    {
        var output = new MemoryStream(jpeg.Length);
        output.Write([0xFF, StartOfImage]);
        if (Orientation(jpeg) is { } orientation)
            output.Write(OrientationOnly(orientation));
        for (var at = 2; Marker(jpeg, ref at) is { } marker;)
        {
            if (marker == EndOfImage)
            {
                output.Write([0xFF, EndOfImage]);
                return output.ToArray();
            }

            if (Segment(jpeg, at) is not { } length)
                return null;
            var segment = jpeg.Slice(at, length);
            at += length;
            if (Keeps(marker, segment[2..]))
            {
                output.Write([0xFF, marker]);
                output.Write(segment);
            }

            if (marker != StartOfScan)
                continue;
            var end = ScanEnd(jpeg, at);
            output.Write(jpeg[at..end]);
            at = end;
        }

        return null;
    }

    private static bool Keeps(byte marker, ReadOnlySpan<byte> contents) => marker switch
    {
        App0 => contents.StartsWith("JFIF\0"u8),
        App2 => contents.StartsWith("ICC_PROFILE\0"u8),
        App14 => contents.StartsWith("Adobe"u8),
        Comment => false,
        _ => marker is < App0 or > App15,
    };

    // The next marker; fill bytes before it are passed over.
    private static byte? Marker(ReadOnlySpan<byte> jpeg, ref int at)
    {
        if (at >= jpeg.Length || jpeg[at] != 0xFF)
            return null;
        while (at < jpeg.Length && jpeg[at] == 0xFF)
            at++;
        return at < jpeg.Length && jpeg[at] != 0 ? jpeg[at++] : null;
    }

    private static int? Segment(ReadOnlySpan<byte> jpeg, int at) =>
        at + 2 <= jpeg.Length && BinaryPrimitives.ReadUInt16BigEndian(jpeg[at..]) is >= 2 and var length && at + length <= jpeg.Length ? length : null;

    // Coded data goes on over stuffed zeros and restart markers.
    private static int ScanEnd(ReadOnlySpan<byte> jpeg, int at)
    {
        while (at + 1 < jpeg.Length)
        {
            var next = jpeg[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= jpeg.Length)
                return jpeg.Length;
            at += next;
            if (jpeg[at + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
                return at;
            at += 2;
        }

        return jpeg.Length;
    }

    private static ushort? Orientation(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; Marker(jpeg, ref at) is { } marker && marker is not (StartOfScan or EndOfImage) && Segment(jpeg, at) is { } length; at += length)
            if (marker == App1 && jpeg.Slice(at + 2, length - 2) is var contents && contents.StartsWith("Exif\0\0"u8))
                return ReadOrientation(contents[6..]);
        return null;
    }

    // TIFF 6.0: the first directory, tag 0x0112, a short from 1 to 8; 1 needs no telling.
    private static ushort? ReadOrientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14)
            return null;
        var little = tiff.StartsWith("II"u8);
        if (!little && !tiff.StartsWith("MM"u8))
            return null;
        var directory = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2)
            return null;
        var entries = Short(tiff[(int)directory..], little);
        for (var (i, at) = (0, (int)directory + 2); i < entries && at + 12 <= tiff.Length; i++, at += 12)
            if (Short(tiff[at..], little) == 0x0112)
                return Short(tiff[(at + 8)..], little) is >= 2 and <= 8 and var orientation ? orientation : null;
        return null;
    }

    private static ushort Short(ReadOnlySpan<byte> from, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(from) : BinaryPrimitives.ReadUInt16BigEndian(from);

    private static byte[] OrientationOnly(ushort orientation) =>
    [
        0xFF, App1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
    ];
}
