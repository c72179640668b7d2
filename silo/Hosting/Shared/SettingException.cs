namespace Practice.Hosting;

/// <summary>A setting that the process cannot start with: the message is one line that names it and the cure.</summary>
internal sealed class SettingException(string setting, string cure) : Exception($"{setting}: {cure}");
