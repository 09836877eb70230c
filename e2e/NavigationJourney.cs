using Learning.Courses.Organisation;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>A town organiser goes everywhere by the navigation, from a page deep inside, as a finger does.</summary>
public sealed class NavigationJourney(RunningSite site)
{
    public static TheoryData<Way> Ways => [.. Way.All, Way.PhoneWithoutScript];

    [Theory, MemberData(nameof(Ways))]
    public async Task Every_place_of_the_navigation_opens(Way way)
    {
        await using var town = await Visitor.SignInAsync(site, way, "town");
        await town.OpenAsync($"/coverage/regular-{site.Calendar.Today().Year}/{DemoPeople.HomeBranch}");
        var deep = town.Page.Url;
        var links = await town.Page.Locator(".site-nav a").EvaluateAllAsync<string[]>("all => [...new Set(all.map(a => a.getAttribute('href')))]");
        Assert.Equal(9, links.Length);
        foreach (var address in links)
        {
            await town.Page.GotoAsync(deep);
            var link = town.Page.Locator($".site-nav a[href='{address}']:visible");
            if (await link.CountAsync() == 0)
            {
                await town.Page.Locator(".site-nav summary").ClickAsync();
            }

            await link.First.ClickAsync();
            await Assertions.Expect(town.Page).ToHaveURLAsync(new Uri(new Uri(deep), address).ToString());
            await town.LookAsync();
        }

        town.HasNoComplaints();
    }
}
