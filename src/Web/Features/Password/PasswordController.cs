using System.ComponentModel.DataAnnotations;
using Learning.Web.Hosting;
using Learning.Web.Identity;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Password;

/// <summary>Choosing a password: by a link that an administrator has handed over, or anew by whoever is signed in.</summary>
public sealed class PasswordController(
    UserManager<Identity.Account> users, SignInManager<Identity.Account> signIn, OpenIdConsents consents, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("/account/set-password")]
    [AllowAnonymous]
    public async Task<IActionResult> Set(Guid account, string? token) =>
        await FindAsync(account, token) is null ? LinkDead() : View("Set", new SetPasswordForm { Account = account, Token = token });

    [HttpPost("/account/set-password")]
    [AllowAnonymous]
    public async Task<IActionResult> Set(SetPasswordForm form, CancellationToken ct)
    {
        if (await FindAsync(form.Account, form.Token) is not { } account)
        {
            return LinkDead();
        }

        if (!ModelState.IsValid || !Accepted(await users.ResetPasswordAsync(account, TokenOf(form.Token)!, form.NewPassword!)))
        {
            return View("Set", form);
        }

        await consents.EndSessionsAsync(account.Id.ToString(), ct);
        await users.ResetAccessFailedCountAsync(account);
        if (AccountLock.IsLocked(account))
        {
            TempData["Warning"] = text["Account.SetButLocked"].Value;
            return Redirect("/sign-in");
        }

        // Wrong guesses of somebody else must not keep out the person who has just proved who it is.
        await users.SetLockoutEndDateAsync(account, null);
        await signIn.SignInAsync(account, isPersistent: true);
        TempData["Message"] = text["Account.PasswordSet"].Value;
        return LocalRedirect("/");
    }

    [HttpGet("/account/password")]
    [Authorize(Policy = Policies.Member)]
    public IActionResult Change() => View("Change", new ChangePasswordForm());

    [HttpPost("/account/password")]
    [Authorize(Policy = Policies.Member)]
    [EnableRateLimiting(Limits.OwnPassword)]
    public async Task<IActionResult> Change(ChangePasswordForm form)
    {
        var account = await users.GetUserAsync(User) ?? throw new InvalidOperationException("Signed in without an account.");
        if (!ModelState.IsValid || !Accepted(await users.ChangePasswordAsync(account, form.OldPassword!, form.NewPassword!)))
        {
            return View("Change", form);
        }

        await signIn.RefreshSignInAsync(account);
        TempData["Message"] = text["Account.PasswordChanged"].Value;
        return RedirectToAction(nameof(Change));
    }

    private async Task<Identity.Account?> FindAsync(Guid id, string? token) =>
        TokenOf(token) is { } plain
        && await users.FindByIdAsync(id.ToString()) is { } account
        && await users.VerifyUserTokenAsync(account, users.Options.Tokens.PasswordResetTokenProvider, UserManager<Identity.Account>.ResetPasswordTokenPurpose, plain)
            ? account
            : null;

    private static string? TokenOf(string? token)
    {
        try
        {
            return token is null ? null : System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private ViewResult LinkDead()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("LinkDead");
    }

    private bool Accepted(IdentityResult result)
    {
        foreach (var error in result.Errors)
        {
            ModelState.AddModelError(error.Code == nameof(IdentityErrorDescriber.PasswordMismatch) ? nameof(ChangePasswordForm.OldPassword) : "", error.Description);
        }

        return result.Succeeded;
    }
}

public sealed class SetPasswordForm
{
    public Guid Account { get; set; }

    public string? Token { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(200)]
    public string? NewPassword { get; set; }

    [Required(ErrorMessage = "Form.Required"), Compare(nameof(NewPassword), ErrorMessage = "Account.PasswordsDiffer")]
    public string? NewPasswordAgain { get; set; }
}

public sealed class ChangePasswordForm
{
    [Required(ErrorMessage = "Form.Required"), StringLength(200)]
    public string? OldPassword { get; set; }

    [Required(ErrorMessage = "Form.Required"), StringLength(200)]
    public string? NewPassword { get; set; }

    [Required(ErrorMessage = "Form.Required"), Compare(nameof(NewPassword), ErrorMessage = "Account.PasswordsDiffer")]
    public string? NewPasswordAgain { get; set; }
}
