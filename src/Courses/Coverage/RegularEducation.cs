using Learning.Courses.Credits;
using Learning.Courses.Plans;

namespace Learning.Courses.Coverage;

/// <summary>
/// The work done for regular education (经常性教育, article 20: generally 32 credit hours a year): the hours of the period against
/// the threshold of the posts held on the day that judges.
/// </summary>
internal static class RegularEducation
{
    public static Standing Of(JudgedPeriod period, RulePack pack, MemberFacts facts, DateOnly judgedOn)
    {
        var hours = CreditHours.Of(facts.Courses, facts.Classes, pack.Tariff, period.From, judgedOn);
        var posts = facts.Posts.Where(p => p.From <= judgedOn && (p.To is null || p.To >= judgedOn)).ToList();
        var threshold = pack.ThresholdFor(posts.Select(p => p.Kind));
        var (box, reason) = hours.Quarters >= threshold.Quarters ? (Box.Completed, StandingReason.HoursReached)
            : hours.Quarters > 0 ? (Box.InProgress, StandingReason.HoursBegun)
            : (Box.NotStarted, StandingReason.NothingYet);

        // The post that raises the threshold is part of the reason, and so part of the evidence.
        var evidence = hours.Lines.Where(line => line.Quarters > 0).Select(line => line.SourceId)
            .Concat(posts.Where(p => threshold.Posts.Contains(p.Kind)).Select(p => p.SourceId))
            .Distinct();
        return new(box, false, reason, [.. evidence], Hours: hours, Threshold: threshold);
    }
}
