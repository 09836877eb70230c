using Learning.Courses;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Bank;

/// <summary>Why a bank cannot be opened at all, and what to do about it.</summary>
public sealed record BankRefusedPage(string CourseKey, Refusal Refusal);

internal static class BankRefusals
{
    /// <summary>A course that is not there is not found; one with a mistake in its files says in which.</summary>
    public static IActionResult Refuse(this Controller controller, string course, Refusal refusal) => refusal.Code == "Exchange.NoCourse"
        ? controller.NotFound()
        : controller.View("~/Features/Bank/Refused.cshtml", new BankRefusedPage(course, refusal));
}
