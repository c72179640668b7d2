namespace Practice.Web.Desk;

/// <summary>Where at the desk a page stands.</summary>
public enum DeskTab { None, Inbox, Call, Paper, Needs, Month, Certificates, Exchange, Board, Network, Supervision }
