namespace Practice.Shared;

/// <summary>The levels of the network: 市, 中心, 所, 站, 点.</summary>
[GenerateSerializer, Alias("level")]
public enum Level { City, Centre, Institute, Station, Point }
