namespace Practice.Tests.Browser;

/// <summary>Somebody with an account.</summary>
internal sealed record Member(string Account, string Name, string Phone, string Secret = Member.Password)
{
    public const string Password = "liu-shu-cheng-yin-27";
}
