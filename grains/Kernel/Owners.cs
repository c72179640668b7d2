using System.Reflection;

namespace Practice.Kernel;

/// <summary>References to owners. The prefix of a stream says what kind of grain it is.</summary>
/// <remarks>Orleans reads the attributes of the interface again for every reference that is asked for by its type alone.</remarks>
public static class Owners
{
    public static T Owner<T>(this IGrainFactory grains, string stream) where T : IGrainWithStringKey =>
        (T)grains.GetGrain(GrainId.Create(stream[..stream.IndexOf('-', StringComparison.Ordinal)], stream), Contract<T>.Type);

    private static class Contract<T>
    {
        public static readonly GrainInterfaceType Type =
            GrainInterfaceType.Create(typeof(T).GetCustomAttributesData().First(a => a.AttributeType == typeof(GrainInterfaceTypeAttribute)).ConstructorArguments[0].Value as string
                ?? throw new InvalidOperationException($"{typeof(T).Name} has no [GrainInterfaceType]."));
    }
}
