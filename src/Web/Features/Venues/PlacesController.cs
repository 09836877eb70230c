using Learning.Courses.Organisation;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Venues;

/// <summary>Where the towns lie: two numbers each, read off any map.</summary>
[Authorize(Policy = Policies.Organiser)]
[Route("training/places")]
public sealed class PlacesController(PlaceUnits places, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Form(CancellationToken ct) => View("~/Features/Venues/Places.cshtml", PlacesForm.Of(await places.ListAsync(ct)));

    [HttpPost("")]
    public async Task<IActionResult> Save([Bind(Prefix = "Form")] PlacesForm form, CancellationToken ct)
    {
        if (form.Rows.Exists(r => r.East is null != r.North is null))
        {
            ModelState.AddModelError("", text["Places.Half"]);
        }
        else if (ModelState.IsValid && await places.RunAsync(form.ToPlaces(), ct) is { } refusal)
        {
            ModelState.AddModelError("", text[refusal.Code, refusal.Args]);
        }

        if (!ModelState.IsValid)
        {
            return View("~/Features/Venues/Places.cshtml", form.Named(await places.ListAsync(ct)));
        }

        TempData["Message"] = text["Places.Saved"].Value;
        return Redirect("/training/places");
    }
}

public sealed class PlacesForm
{
    public List<PlaceRow> Rows { get; set; } = [];

    public static PlacesForm Of(IEnumerable<UnitPlace> units) => new()
    {
        Rows = [.. units.Select(u => new PlaceRow { Path = u.Path, Name = u.Name, East = u.Place?.East / 10m, North = u.Place?.North / 10m })],
    };

    /// <summary>Kilometres as people read them, hundreds of metres as the plan counts them.</summary>
    public Dictionary<string, MapPoint> ToPlaces() => Rows
        .Where(r => r is { Path: not null, East: not null, North: not null }).DistinctBy(r => r.Path)
        .ToDictionary(r => r.Path!, r => new MapPoint(Tenths(r.East!.Value), Tenths(r.North!.Value)));

    /// <summary>Names are not posted; those of the viewer's own units are looked up.</summary>
    public PlacesForm Named(IEnumerable<UnitPlace> units)
    {
        var names = units.ToDictionary(u => u.Path, u => u.Name);
        Rows.RemoveAll(r => r.Path is null || !names.ContainsKey(r.Path));
        Rows.ForEach(r => r.Name = names[r.Path!]);
        return this;
    }

    private static int Tenths(decimal kilometres) => (int)Math.Clamp(Math.Round(kilometres * 10), -1, PlaceUnits.Widest + 1);
}

public sealed class PlaceRow
{
    public string? Path { get; set; }
    public string? Name { get; set; }
    public decimal? East { get; set; }
    public decimal? North { get; set; }
}
