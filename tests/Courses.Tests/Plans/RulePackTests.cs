using Learning.Courses.Organisation;
using Learning.Courses.Plans;

namespace Learning.Courses.Tests.Plans;

public sealed class RulePackTests
{
    private static RulePack Pack2026 => RulePacks.For(new DateOnly(2026, 7, 1));

    /// <summary>Golden: article 20 of the Regulations and the national plan's number for secretaries and committees.</summary>
    [Theory]
    [InlineData("20", 32)]
    [InlineData("20", 32, PostKind.Author)]
    [InlineData("20", 32, PostKind.TownOrganiser)]
    [InlineData(null, 56, PostKind.BranchSecretary)]
    [InlineData(null, 56, PostKind.CommitteeMember)]
    [InlineData(null, 56, PostKind.Author, PostKind.CommitteeMember)]
    public void Secretaries_and_committees_owe_56_hours_and_others_32(string? article, int creditHours, params PostKind[] posts)
    {
        var threshold = Pack2026.ThresholdFor(posts);

        Assert.Equal((article, creditHours * 4), (threshold.Rule.Article, threshold.Quarters));
        Assert.True(threshold.Rule.ToBeConfirmed, "The customer must confirm the number before use.");
    }

    /// <summary>Golden: leave above one seventh of a class's hours means that it is not completed; exactly one seventh does not.</summary>
    [Theory]
    [InlineData(112, 112, true)]
    [InlineData(96, 112, true)] // one half day of seven
    [InlineData(95, 112, false)]
    [InlineData(80, 112, false)]
    [InlineData(0, 112, false)]
    [InlineData(16, 16, true)]
    public void A_class_may_be_missed_up_to_one_seventh(int attended, int total, bool completed)
    {
        Assert.Equal(completed, Pack2026.AbsenceLimit.Allows(attended, total));
    }

    /// <summary>Golden: articles 23 (no hard requirement) and 24 (out of contact); deferrals rest on "generally" in article 20.</summary>
    [Theory]
    [InlineData(ExemptionKind.Exempt, "age", "23")]
    [InlineData(ExemptionKind.Exempt, "illness", "23")]
    [InlineData(ExemptionKind.Exempt, "disability", "23")]
    [InlineData(ExemptionKind.Deferred, "illness", "23")]
    [InlineData(ExemptionKind.Deferred, "maternity", "20")]
    [InlineData(ExemptionKind.Deferred, "posting", "20")]
    [InlineData(ExemptionKind.OutOfContact, "no-contact", "24")]
    public void A_reason_is_allowed_by_its_article(ExemptionKind kind, string reason, string article)
    {
        Assert.True(Pack2026.Allows(kind, reason));
        Assert.Equal(article, Pack2026.Exemptions.Single(e => e.ReasonCode == reason).Rule.Article);
    }

    [Theory]
    [InlineData(ExemptionKind.Exempt, "maternity")]
    [InlineData(ExemptionKind.Deferred, "age")]
    [InlineData(ExemptionKind.OutOfContact, "illness")]
    [InlineData(ExemptionKind.Exempt, "busy")]
    public void Other_reasons_excuse_nobody(ExemptionKind kind, string reason)
    {
        Assert.False(Pack2026.Allows(kind, reason));
    }

    [Theory]
    [InlineData("2019-05-06", "party-education-2019")]
    [InlineData("2023-12-31", "party-education-2019")]
    [InlineData("2024-01-01", "party-education-2024")]
    [InlineData("2026-07-01", "party-education-2024")]
    [InlineData("2040-01-01", "party-education-2024")] // until a successor is shipped
    public void A_day_is_judged_by_the_pack_of_its_time(string day, string key)
    {
        Assert.Equal(key, RulePacks.For(DateOnly.Parse(day, null)).Key);
        Assert.Equal(key, RulePacks.For(key).Key);
    }

    [Theory]
    [InlineData("creditHours: 32", "creditHours: 32.1", "quarters")]
    [InlineData("creditHours: 32", "creditHours: thirty", "thirty")]
    [InlineData("posts: []", "posts: [Emperor]", "Emperor")]
    [InlineData("posts: []", "posts: [BranchSecretary]", "everybody")]
    [InlineData("fromMinutes: 0,", "fromMinutes: 5,", "0 minutes")]
    [InlineData("validTo: 2028-12-31", "validTo: 2020-12-31", "ends")]
    [InlineData("source: national-plan", "source: hearsay", "hearsay")]
    [InlineData("halfDay: 4", "halfDay: 4\n  quarterDay: 2", "quarterDay")]
    [InlineData("  halfDay: 4\n", "", "HalfDay")]
    [InlineData("of: 7", "of: 0", "nothing")]
    [InlineData("posts: []", "posts: [3]", "3")]
    [InlineData("halfDay: 4\n", "halfDay: 4\n  caps: [{ kinds: [Course, Course], creditHours: 2 }]\n", "two caps")]
    [InlineData("halfDay: 4\n", "halfDay: 4\n  caps: [{ kinds: [Song], creditHours: 2 }]\n", "Song")]
    [InlineData("kind: AfterAdmission", "kind: RotatingTraining", "RotatingTraining")]
    [InlineData("kind: AfterAdmission", "kind: AfterAppointment", "AfterAppointment")]
    [InlineData("months: 12", "months: 0", "AfterAdmission")]
    [InlineData("months: 12", "months: 12\n    posts: [BranchSecretary]", "not name posts")]
    [InlineData("counts: [ClassAttended, CoursePassed]", "counts: [ClassAttended, ClassCompleted]", "twice")]
    [InlineData("counts: [ClassAttended, CoursePassed]", "counts: [ClassAttended]", "CoursePassed")]
    [InlineData("counts: [ClassAttended, CoursePassed]", "counts: [Applause]", "Applause")]
    [InlineData("key: branch-secretaries", "key: total", "two lines 'total'")]
    [InlineData("key: total", "key: All of them", "no key")]
    [InlineData("settings: [NewOrganisation]", "settings: [Castle]", "Castle")]
    [InlineData("      parts: 1", "      parts: 2", "share")]
    public void A_broken_pack_is_refused_with_its_file_and_reason(string sound, string broken, string why)
    {
        var text = Pack2026.Text;
        Assert.Contains(sound, text, StringComparison.Ordinal);

        var refusal = Assert.Throws<RulePackException>(() => RulePackFile.Read("rules.yaml", text.Replace(sound, broken, StringComparison.Ordinal)));

        Assert.Contains("rules.yaml", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(why, refusal.Message, StringComparison.OrdinalIgnoreCase);
    }
}
