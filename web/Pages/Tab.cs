namespace Practice.Web.Pages;

/// <summary>Where in the site a page stands.</summary>
public enum Tab { None, Home, Ask, Progress, Find, Board, Mine }
