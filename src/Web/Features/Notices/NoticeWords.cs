using System.Globalization;
using Learning.Courses;
using Learning.Courses.Catalogue;
using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Web.Resources;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Features.Notices;

/// <summary>Puts notices into words: on the site in the reader's language, in mails in the district's.</summary>
public sealed class NoticeWords(IStringLocalizer<Text> text, ContentFolder content, SchoolCalendar calendar, IConfiguration configuration)
{
    private static readonly CultureInfo MailLanguage = CultureInfo.GetCultureInfo(Hosting.Languages.Chinese);

    public string Sentence(Notice notice) => text[notice.Kind, [.. notice.Arguments.Select(Say)]];

    /// <summary>Where the notice leads; null when nowhere in particular.</summary>
    public static string? Link(Notice notice) => notice.Kind switch
    {
        NoticeKinds.ClassSoon or NoticeKinds.ClassMoved or NoticeKinds.PlaceGiven or NoticeKinds.PlaceGivenUp
            or NoticeKinds.ClassCalledOffMoved or NoticeKinds.ClassCalledOff
            or NoticeKinds.RegretAcceptedMoved or NoticeKinds.RegretAccepted or NoticeKinds.RegretDeclined => "/classes",
        NoticeKinds.RegretSaid => "/training/regrets",
        NoticeKinds.WaitingBranch => "/coverage",
        NoticeKinds.WaitingTown => "/training",
        NoticeKinds.Corrected or NoticeKinds.NotCorrected => "/record#corrections",
        NoticeKinds.Marked => $"/quiz/{notice.Arguments[0].Value}",
        _ when notice.Arguments.FirstOrDefault(a => a.Kind == NoticeArgument.AttemptKind) is { } attempt => $"/quiz/attempts/{attempt.Value}/result",
        _ when notice.Arguments.FirstOrDefault(a => a.Kind == NoticeArgument.CourseKind) is { } course => $"/courses/{course.Value}",
        _ => null,
    };

    public MailText Mail(Notice notice, Member member)
    {
        // The roster does not say which language a member reads, and a job has no reader: mails are written in Chinese.
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = MailLanguage;
        try
        {
            var site = configuration["Site:Address"];
            var foot = string.IsNullOrEmpty(site) ? text["Notice.Mail.Foot"] : text["Notice.Mail.FootWithAddress", site];
            return new MailText(text["Notice.Mail.Subject"], $"{text["Notice.Mail.Greeting", member.Name].Value}\n\n{Sentence(notice)}\n\n{foot.Value}\n");
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private string Say(NoticeArgument argument) => argument.Kind switch
    {
        NoticeArgument.CourseKind => TitleOf(argument.Value),
        NoticeArgument.DayKind => DateOnly.ParseExact(argument.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            .ToString(text["Format.Day"].Value, CultureInfo.CurrentUICulture),
        NoticeArgument.InstantKind => calendar.ToLocal(DateTime.ParseExact(argument.Value, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind))
            .ToString(text["Format.DayAndTime"].Value, CultureInfo.CurrentUICulture),
        NoticeArgument.WordKind => text[argument.Value],
        _ => argument.Value,
    };

    /// <summary>A course that has been taken away since keeps its key as its name.</summary>
    private string TitleOf(string key) => content.Current.FindCourse(key)?.In(CultureInfo.CurrentUICulture.Name).Title ?? key;
}
