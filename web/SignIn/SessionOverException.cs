namespace Practice.Web.SignIn;

/// <summary>The API does not take the token any more: whoever held it must sign in again.</summary>
internal sealed class SessionOverException() : Exception("The sign-in has ended.");
