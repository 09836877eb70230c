using System.ComponentModel.DataAnnotations;
using Learning.Courses.Organisation;
using Learning.Web.Identity;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.FirstStart;

/// <summary>
/// Opened once with the link that the first start prints: names the district and its administrator. No limit on tries: nobody
/// guesses 256 bits.
/// </summary>
[AllowAnonymous]
[Route("first-start")]
public sealed class FirstStartController(
    Hosting.FirstStart firstStart, FoundDistrict found, NewAccounts accounts, Viewing viewing, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Open(string? token, CancellationToken ct) =>
        firstStart.Opens(token) ? await FormAsync(new FirstStartForm { Token = token }, ct) : Closed();

    [HttpPost("")]
    public async Task<IActionResult> Save(FirstStartForm form, CancellationToken ct)
    {
        if (!firstStart.Opens(form.Token))
        {
            return Closed();
        }

        if (ModelState.IsValid)
        {
            await firstStart.UseAsync(form.Token, () => FoundAsync(form, ct), ct);
        }

        if (!ModelState.IsValid)
        {
            return await FormAsync(form, ct);
        }

        TempData["Message"] = text["FirstStart.Done"].Value;
        return Redirect("/sign-in");
    }

    /// <returns>True when everything is stored; otherwise the reason stands in the model state.</returns>
    private async Task<bool> FoundAsync(FirstStartForm form, CancellationToken ct)
    {
        // Whoever holds the link acts for the operator of the machine: nobody's posts limit what is made.
        viewing.Become(Viewer.System);
        if (await accounts.RefusePasswordAsync(form.Password!) is { } weak)
        {
            ModelState.AddModelError(nameof(form.Password), weak);
            return false;
        }

        var outcome = await found.RunAsync(form.ToFounding(), ct);
        if (outcome.Refusal is { } refusal)
        {
            ModelState.AddModelError("", text[refusal.Code, refusal.Args]);
            return false;
        }

        if (await accounts.CreateAsync(outcome.Value!, form.Password!) is { } reason)
        {
            ModelState.AddModelError("", reason);
            return false;
        }

        return true;
    }

    private ViewResult Closed()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("Closed");
    }

    private async Task<ViewResult> FormAsync(FirstStartForm form, CancellationToken ct)
    {
        viewing.Become(Viewer.System);
        return View("Open", new FirstStartPage(form, await found.HasDistrictAsync(ct)));
    }
}

public sealed record FirstStartPage(FirstStartForm Form, bool HasDistrict);

public sealed class FirstStartForm
{
    public string? Token { get; set; }

    [StringLength(100)]
    public string? DistrictName { get; set; }

    [StringLength(31)]
    public string? DistrictCode { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(40)]
    public string? Number { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(100)]
    public string? Name { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public Gender? Gender { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public DateOnly? BornOn { get; set; }

    [Required(ErrorMessage = "Form.Required")]
    public DateOnly? JoinedOn { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(200)]
    public string? Password { get; set; }

    [Required(ErrorMessage = "Form.Required"), Compare(nameof(Password), ErrorMessage = "Account.PasswordsDiffer")]
    public string? PasswordAgain { get; set; }

    public Founding ToFounding() =>
        new(DistrictName?.Trim(), DistrictCode?.Trim(), Number!.Trim(), Name!.Trim(), Gender!.Value, BornOn!.Value, JoinedOn!.Value);
}
