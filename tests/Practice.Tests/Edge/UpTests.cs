using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Practice.Tests.Edge;

/// <summary>The one command, run for real.</summary>
public sealed class UpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--fast", "--fast")]
    [InlineData("--port", "--port")]
    [InlineData("--port=no", "--port=no")]
    [InlineData("--silos 2", "--silos")]
    [InlineData("--port 70000", "--port")]
    [InlineData("--gateways 2", "--gateways")]
    [InlineData("--postgres", "--postgres")]
    public async Task A_bad_option_is_one_line_and_exit_code_2(string arguments, string named)
    {
        var (code, output, error) = await Up(arguments);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(named, Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_option()
    {
        var (code, output, _) = await Up("--help");

        Assert.Equal(0, code);
        foreach (var option in new[] { "--port", "--data", "--empty", "--postgres", "--silos", "--gateways" }) Assert.Contains(option, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_said()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var (code, _, error) = await Up($"--port {port} --no-build");

        Assert.Equal(1, code);
        Assert.Contains($"Port {port} is taken", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_said()
    {
        var (code, _, error) = await Up("--data /proc/nothing --no-build --port 18999");

        Assert.Equal(1, code);
        Assert.Contains("--data", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Up(string arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["run", Path.Combine(Root(), "up.cs"), "--", .. arguments.Split(' ')])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Root(),
        };
        using var up = Process.Start(start)!;
        var output = up.StandardOutput.ReadToEndAsync(Cancellation);
        var error = up.StandardError.ReadToEndAsync(Cancellation);
        await up.WaitForExitAsync(Cancellation);
        return (up.ExitCode, await output, await error);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Practice.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
