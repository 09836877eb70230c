using System.Globalization;
using Learning.Web.Hosting;
using Learning.Web.Resources;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Dev;

/// <summary>Every component of the visual language on one page, in both languages. Not there outside development.</summary>
[AllowAnonymous]
[DevelopmentOnly]
public sealed class GalleryController(IStringLocalizer<Text> text) : Controller
{
    /// <param name="lang">One language only; both when left out.</param>
    /// <param name="scheme">"light" or "dark", whatever the browser prefers.</param>
    [HttpGet("/dev/gallery")]
    public IActionResult Gallery(string? lang, string? scheme)
    {
        var languages = Languages.All.Where(l => lang is null || l.Name == lang).ToList();
        foreach (var language in languages)
        {
            CultureInfo.CurrentUICulture = language;
            ModelState.AddModelError($"{language.TwoLetterISOLanguageName}.DueOn", text["Gallery.DueOnPast"]);
        }

        return View("~/Features/Dev/Gallery.cshtml", new GalleryPage(languages, scheme is "light" or "dark" ? scheme : null));
    }
}

public sealed record GalleryPage(IReadOnlyList<CultureInfo> Languages, string? Scheme);

/// <summary>What the sample form of the gallery holds.</summary>
public sealed record GalleryForm(string? Title, DateOnly? DueOn, string? Unit, string? Note);
