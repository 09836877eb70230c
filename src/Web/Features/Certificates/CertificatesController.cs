using System.Globalization;
using Learning.Courses.Catalogue;
using Learning.Courses.Credits;
using Learning.Courses.Plans;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Certificates;

/// <summary>The certificate as a sheet of paper. Its code leads to the page of /verify that confirms and proves it to anybody.</summary>
[Authorize(Policy = Policies.Member)]
public sealed class CertificatesController(CertificateRead certificates, ContentFolder content) : Controller
{
    [HttpGet("/certificates/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        if ((await certificates.RunAsync(id, ct)).Value is not { } sheet)
        {
            return NotFound();
        }

        var address = Url.Action("Certificate", "Verify", new { number = sheet.Number }, Request.Scheme)!;
        var quarters = sheet.Subject.Quarters(RulePacks.For(sheet.Subject.On).Tariff);
        return View(new CertificatePage(sheet, TitleOf(sheet.Subject), quarters, address));
    }

    /// <summary>A certificate says the title as it was studied; readers of another language get the translation, if there is one.</summary>
    private string TitleOf(CertificateSubject subject)
    {
        var language = CultureInfo.CurrentUICulture.Name;
        return language != Learning.Courses.Catalogue.Languages.Chinese && subject.Course is { } course
            ? content.Current.FindCourse(course.CourseKey)?.In(language).Title ?? subject.Title
            : subject.Title;
    }
}

/// <param name="Address">Of the page that confirms it, for the QR code.</param>
public sealed record CertificatePage(CertificateSheet Sheet, string Title, int Quarters, string Address);
