using System.Globalization;
using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Web.Features.Coverage;
using Learning.Web.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Tests.Coverage;

public sealed class WordsTests(TestSite site)
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Whatever_the_domain_can_say_has_its_words(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var text = site.Services.GetRequiredService<IStringLocalizer<Text>>();
        var keys = Keys<Box>().Concat(Keys<StandingReason>()).Concat(Keys<RequirementKind>()).Concat(Keys<AssignmentState>())
            .Concat(Keys<AttendanceKind>()).Concat(Keys<BranchSettingKind>()).Concat(Keys<MemberCircumstanceKind>()).Concat(Keys<PostKind>())
            .Concat(Enum.GetNames<CreditLineKind>().Select(kind => $"CreditLine.{kind}"))
            .Concat(Enum.GetNames<AttendanceKind>().Select(kind => $"AttendanceLine.{kind}"))
            .Concat(RulePacks.All.SelectMany(p => p.Personal).SelectMany(p => new[] { $"PersonalRule.{p.Kind}", $"Home.Why.{p.Kind}" }))
            .Concat(RulePacks.All.SelectMany(p => p.Thresholds).Select(t => $"Threshold.{t.Key}"))
            .Concat(RulePacks.All.SelectMany(p => p.Exemptions).Select(e => $"ExemptionReason.{e.ReasonCode}"));

        Assert.DoesNotContain(keys, key => text[key].ResourceNotFound);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "0.25")]
    [InlineData(6, "1.5")]
    [InlineData(128, "32")]
    public void Quarters_are_shown_as_credit_hours(int quarters, string hours) => Assert.Equal(hours, CoverageWords.Hours(quarters));

    private static IEnumerable<string> Keys<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(name => $"{typeof(T).Name}.{name}");
}
