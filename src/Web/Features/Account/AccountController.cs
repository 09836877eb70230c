using System.ComponentModel.DataAnnotations;
using Learning.Web.Demo;
using Learning.Web.Hosting;
using Learning.Web.Identity;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Account;

[AllowAnonymous]
public sealed class AccountController(SignInManager<Identity.Account> signIn, SiteSettings settings, IStringLocalizer<Text> text) : Controller
{
    [HttpGet("/sign-in")]
    public IActionResult SignIn(string? returnUrl) =>
        User.Identity?.IsAuthenticated == true ? BackTo(returnUrl) : Form(new SignInForm { ReturnUrl = returnUrl });

    [HttpPost("/sign-in")]
    [EnableRateLimiting(Limits.SignIn)]
    public async Task<IActionResult> SignIn(SignInForm form)
    {
        if (!ModelState.IsValid)
        {
            return Form(form);
        }

        var result = await signIn.PasswordSignInAsync(form.Name!.Trim(), form.Password!, isPersistent: true, lockoutOnFailure: true);
        if (result.Succeeded)
        {
            return BackTo(form.ReturnUrl);
        }

        // The same sentence for a wrong name and a wrong password: a guesser learns nothing about who has an account.
        ModelState.AddModelError("", result.IsLockedOut ? text["SignIn.LockedOut", SignInSetup.LockOut.TotalMinutes] : text["SignIn.Failed"]);
        return Form(form);
    }

    [HttpPost("/sign-out")]
    public new async Task<IActionResult> SignOut()
    {
        await signIn.SignOutAsync();
        TempData["Message"] = text["SignIn.SignedOut"].Value;
        return RedirectToAction(nameof(SignIn));
    }

    private ViewResult Form(SignInForm form)
    {
        form.Password = null;
        return View("SignIn", new SignInPage(form, settings.Demo ? DemoAccounts.Names : [], DemoAccounts.Password));
    }

    private LocalRedirectResult BackTo(string? returnUrl) => LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
}

public sealed class SignInForm
{
    [Required(ErrorMessage = "SignIn.NameMissing"), StringLength(100)]
    public string? Name { get; set; }

    [Required(ErrorMessage = "SignIn.PasswordMissing"), StringLength(200)]
    public string? Password { get; set; }

    public string? ReturnUrl { get; set; }
}

public sealed record SignInPage(SignInForm Form, IReadOnlyList<string> DemoNames, string DemoPassword);
