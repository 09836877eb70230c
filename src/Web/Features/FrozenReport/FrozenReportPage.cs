using Learning.Courses.Coverage;
using Learning.Courses.Ledger.Witnesses;

namespace Learning.Web.Features.FrozenReport;

/// <param name="Own">The unit shown is the report's own.</param>
/// <param name="Witnessed">Who else vouches for the ledger this report rests on.</param>
public sealed record FrozenReportPage(ReportSheet Sheet, Box? Box, int NamesFrom, bool Own, Witnessed? Witnessed)
{
    public const int NamesOnPage = 200;

    public string Path(string unit) => unit == Sheet.Report.UnitPath ? $"/reports/{Sheet.Report.Id}" : $"/reports/{Sheet.Report.Id}/units/{unit}";

    public IReadOnlyList<ReportedMember> Names => Box is { } box ? [.. Sheet.Names.Where(n => n.Row.Box == box)] : Sheet.Names;
}
