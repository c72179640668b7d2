using System.Reflection;
using System.Runtime.CompilerServices;
using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.Loader;
using Practice.Kernel;
using Practice.Shared;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Practice.Tests.Architecture;

/// <summary>What holds the house together, so that drift breaks a test and not a habit.</summary>
public sealed class ArchitectureTests
{
    private static readonly ArchUnitNET.Domain.Architecture Everything = new ArchLoader()
        .LoadAssembliesIncludingDependencies(typeof(Item).Assembly, typeof(Caller).Assembly)
        .Build();

    [Fact]
    public void Rules_are_pure()
    {
        var pure = Types().That().ResideInAssembly(typeof(Item).Assembly).And().HaveNameEndingWith("Rules")
            .Or().HaveNameEndingWith("Events").And().ResideInAssembly(typeof(Item).Assembly)
            .Or().HaveFullName("Practice.Dispatch.Ranking").Or().HaveFullName("Practice.Needs.Likeness").Or().HaveFullName("Practice.Teams.Schedule").As("the rules");

        System.Type[] banned = [typeof(Grain), typeof(IGrainFactory), typeof(TimeProvider), typeof(Task), typeof(Microsoft.Extensions.Logging.ILogger), typeof(Practice.Store.IUnitStore), typeof(Random)];
        Check(Types().That().Are(pure).Should().NotDependOnAny(banned).Because("a decision follows from its inputs alone"));
    }

    [Fact]
    public void Only_plumbing_knows_a_database()
    {
        var drivers = Types().That().ResideInNamespaceMatching(@"^Npgsql.*|^Microsoft\.Data\.Sqlite.*");

        Check(Types().That().ResideInAssembly(typeof(Item).Assembly).And().DoNotResideInNamespaceMatching(@"^Practice\.Store.*")
            .Should().NotDependOnAny(drivers).Because("owners see a store, not a driver"));
    }

    [Fact]
    public void Interfaces_of_grains_know_no_implementation() =>
        Assert.DoesNotContain(typeof(Caller).Assembly.GetReferencedAssemblies(), name => name.Name is "Practice.Grains" or "Npgsql" or "Microsoft.AspNetCore.Http");

    [Fact]
    public void Every_contract_between_silos_is_named()
    {
        var interfaces = typeof(Caller).Assembly.GetTypes().Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)).ToList();

        Assert.All(interfaces, type => Assert.True(type.GetCustomAttribute<AliasAttribute>() is not null, $"{type.Name} has no alias"));
        Assert.All(interfaces.SelectMany(type => type.GetMethods()), method => Assert.True(method.GetCustomAttribute<AliasAttribute>() is not null, $"{method.DeclaringType!.Name}.{method.Name} has no alias"));
        Assert.All(typeof(Caller).Assembly.GetTypes().Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null),
            type => Assert.True(type.GetCustomAttribute<AliasAttribute>() is not null, $"{type.Name} has no alias"));
    }

    [Fact]
    public void Grains_are_internal_and_sealed() =>
        Assert.All(typeof(Item).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Grain)) && !type.IsAbstract), type => Assert.True(type is { IsPublic: false, IsSealed: true }, type.Name));

    [Fact]
    public void States_kept_by_Orleans_have_names_of_their_own()
    {
        var names = typeof(Item).Assembly.GetTypes().SelectMany(type => type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
            .SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()?.StateName).OfType<string>().ToList();

        Assert.NotEmpty(names);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void No_source_file_is_too_long()
    {
        var root = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));
        var separator = Path.DirectorySeparatorChar;

        var long_ = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{separator}obj{separator}", StringComparison.Ordinal) && !file.Contains($"{separator}bin{separator}", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Skip(400).Any());

        Assert.Empty(long_.Select(file => Path.GetRelativePath(root, file)));
    }

    private static void Check(TypesShouldConjunctionWithDescription rule)
    {
        var broken = rule.Evaluate(Everything).Where(result => !result.Passed).Select(result => result.Description).ToList();
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken));
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
