using System.Globalization;
using Learning.Courses;
using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Web.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Tests.Assign;

public sealed class NoticeWordsTests(TestSite site)
{
    private static readonly DateTime Now = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_mail_is_written_in_Chinese_whoever_runs_the_job()
    {
        await using var scope = site.NewScope();
        var compose = scope.ServiceProvider.GetRequiredService<ComposeMail>();
        var member = new Member(MemberId.New(Now), "D1", "陈立春", Gender.Man, new DateOnly(1980, 1, 1), new DateOnly(2005, 7, 1), Now);
        var notice = new Notice(
            Guid.Empty, NoticeKinds.ReminderOf(Learning.Courses.Plans.AssignmentKind.Course), [NoticeArgument.Course("site-guide"), NoticeArgument.Day(new(2026, 4, 30))], Now);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        var mail = compose(notice, member);

        mail.Body.Says("陈立春同志：");
        mail.Body.Says("课程《轮训平台使用指南》还没有学完，截止日是2026年4月30日。");
        Assert.Equal("en", CultureInfo.CurrentUICulture.Name);
    }

    [Fact]
    public async Task Every_kind_of_notice_has_its_sentence()
    {
        await using var scope = site.NewScope();
        var text = scope.ServiceProvider.GetRequiredService<IStringLocalizer<Text>>();

        Assert.DoesNotContain(NoticeKinds.All, kind => text[kind].ResourceNotFound);
        Assert.DoesNotContain(ExemptionReasons.All, reason => text[$"ExemptionReason.{reason}"].ResourceNotFound);
    }
}
