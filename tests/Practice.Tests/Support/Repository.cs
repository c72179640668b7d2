using System.Runtime.CompilerServices;

namespace Practice.Tests.Support;

/// <summary>The files of the repository, as the tests were built from it.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    public static string File(string path) => Path.Combine(Root, path);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
