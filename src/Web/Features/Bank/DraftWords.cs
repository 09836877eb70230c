using Learning.Courses.Questions.Editing;
using Learning.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Bank;

internal static class DraftWords
{
    /// <summary>What is wrong, and in which line of the text where it is about one.</summary>
    public static string Say(this IStringLocalizer<Text> text, DraftProblem problem)
    {
        var sentence = text[problem.Code, [.. problem.Args]].Value;
        return problem.Line > 0 ? text["Bank.Page.InLine", problem.Line, sentence] : sentence;
    }
}
