using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Admin;

/// <summary>The ledger as whoever keeps the site must know it: how far it is, and whether the witnesses go along.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route("admin/ledger")]
public sealed class LedgerController(WitnessStandings standings, LedgerKeys keys) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct) =>
        View("~/Features/Admin/Ledger.cshtml", new LedgerPage(await standings.RunAsync(ct), await keys.RunAsync(ct)));
}

/// <param name="Keys">The one in force first.</param>
public sealed record LedgerPage(LedgerStanding Standing, IReadOnlyList<LedgerKeyInUse> Keys)
{
    public VerifierKey? Key => Keys.Count == 0 ? null : Keys[0].Key;

    public int Agreeing => Standing.Witnesses.Count(w => w.Condition?.State == WitnessState.Agrees);
}
