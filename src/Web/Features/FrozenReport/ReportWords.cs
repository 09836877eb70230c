using Learning.Courses.Coverage;
using Learning.Web.Features.Coverage;
using Learning.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.FrozenReport;

/// <summary>Puts into whole sentences what became known of a member since a report was frozen.</summary>
internal static class ReportWords
{
    public static IEnumerable<string> Sentences(this IStringLocalizer<Text> text, ReportChange change, IReadOnlyDictionary<string, string> unitNames)
    {
        var who = change.Member?.Name ?? (change.After ?? change.Before)!.Subject;
        switch (change)
        {
            case { Before: null, After: { } after }:
                yield return text["Report.Change.Arrived", who, UnitOf(after), BoxOf(after), text.Reason(after)];
                break;
            case { Before: { } before, After: null }:
                yield return text["Report.Change.Left", who, UnitOf(before), BoxOf(before)];
                break;
            case { Before: { } before, After: { } after }:
                if (before.BranchPath != after.BranchPath)
                {
                    yield return text["Report.Change.Branch", who, UnitOf(before), UnitOf(after)];
                }

                if (before.Box != after.Box)
                {
                    yield return text["Report.Change.Box", who, UnitOf(after), BoxOf(before), BoxOf(after), text.Reason(after)];
                }
                else if (text.Reason(before) != text.Reason(after))
                {
                    yield return text["Report.Change.Reason", who, UnitOf(after), BoxOf(after), text.Reason(before), text.Reason(after)];
                }

                break;
        }

        string UnitOf(ReportMember row) => unitNames.GetValueOrDefault(row.BranchPath, row.BranchPath);
        string BoxOf(ReportMember row) => text[$"Box.{row.Box}"];
    }
}
