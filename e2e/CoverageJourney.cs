using Learning.Courses.Organisation;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>An organiser opens coverage, drills down to a name and opens its evidence; asks about another day; takes the spreadsheet along.</summary>
public sealed class CoverageJourney(RunningSite site)
{
    public static TheoryData<Way> Ways => [.. Way.All, Way.PhoneWithoutScript];

    [Theory, MemberData(nameof(Ways))]
    public async Task An_organiser_drills_from_the_district_to_a_name_and_its_evidence(Way way)
    {
        var year = site.Calendar.Today().Year;
        await using var organiser = await Visitor.SignInAsync(site, way, "district");
        await organiser.OpenAsync("/coverage");
        await organiser.FollowAsync($"{year} 年集中轮训", $"Rotating training {year}");
        if (way.Script)
        {
            await Assertions.Expect(organiser.Page.Locator(".chart svg")).ToBeVisibleAsync();
        }

        await organiser.FollowAsync("庵埠镇", "庵埠镇"); // Units keep their Chinese names in English.
        await organiser.Page.Locator($"a[href$='{DemoPeople.HomeBranch}']").First.ClickAsync();
        await organiser.LookAsync();
        await organiser.SeeAsync("名单", "Names");
        await organiser.SeeAsync("已完成集中轮训班", "Has completed a class");

        await organiser.Page.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).First.ClickAsync();
        await organiser.LookAsync();
        Assert.Contains("/evidence/", organiser.Page.Url, StringComparison.Ordinal);
        organiser.HasNoComplaints();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_secretary_asks_about_another_day_and_takes_the_spreadsheet_along(Way way)
    {
        var year = site.Calendar.Today().Year;
        await using var secretary = await Visitor.SignInAsync(site, way, "secretary");
        await secretary.OpenAsync($"/coverage/regular-{year}/{DemoPeople.HomeBranch}");

        await secretary.Page.GetByLabel(secretary.Say("统计日", "As of day")).FillAsync($"{year}-01-03");
        await secretary.ClickAsync("查看", "Show");
        await secretary.SeeAsync("已完成 0 人", "0 completed");

        var download = await secretary.Page.RunAndWaitForDownloadAsync(() =>
            secretary.Page.GetByRole(AriaRole.Link, new() { Name = secretary.Say("导出表格", "Export spreadsheet") }).ClickAsync());
        Assert.Equal($"regular-{year}-chaoan-anbu-b01-{year}-01-03.xlsx", download.SuggestedFilename);
        secretary.HasNoComplaints();
    }
}
