using Microsoft.AspNetCore.Components;
using Practice.Web.Text;

namespace Practice.Web.Pages;

/// <summary>Fields of a form, each with what is wrong with it: told below it, and to those who hear the page.</summary>
public abstract class FormFields : ComponentBase
{
    [Parameter, EditorRequired] public Words W { get; set; } = Words.Chinese;
    [Parameter] public IReadOnlyDictionary<string, string> Mistakes { get; set; } = new Dictionary<string, string>();

    protected string? Invalid(string field) => Mistakes.ContainsKey(field) ? "true" : null;

    protected string? Described(string field) => Mistakes.ContainsKey(field) ? Wrong(field) : null;

    protected RenderFragment Said(string field) => builder =>
    {
        if (!Mistakes.TryGetValue(field, out var mistake)) return;
        builder.OpenElement(0, "p");
        builder.AddAttribute(1, "class", "wrong");
        builder.AddAttribute(2, "id", Wrong(field));
        builder.AddContent(3, Sentence(field, mistake));
        builder.CloseElement();
    };

    protected abstract string Sentence(string field, string mistake);

    private static string Wrong(string field) => field + "-wrong";
}
