namespace Practice.Gateway.SignIn;

/// <summary>Brings a code to a phone.</summary>
internal interface ICodeSender
{
    /// <summary>Whether codes can be had at all.</summary>
    bool Available { get; }

    /// <summary>Whether an operator reads the codes because nobody sends them. Never in production.</summary>
    bool Shown { get; }

    /// <exception cref="HttpRequestException">It is not on its way.</exception>
    Task Send(string phone, string code, int minutes, CancellationToken cancellation);
}
