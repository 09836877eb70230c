using Learning.Courses.Coverage;
using Learning.Courses.Notices;
using Learning.Courses.Plans;
using Learning.Courses.Records;
using Learning.Web.Features.Record;

namespace Learning.Web.Features.Notices;

/// <summary>What assigning and telling need from the site: its words, its mail server, and the one definition of done.</summary>
public static class NoticesSetup
{
    public static IServiceCollection AddNotices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(MailFrom(configuration.GetSection("Mail")));
        services.AddScoped<NoticeWords>();
        services.AddScoped<RecordWords>();
        services.AddSingleton(new CorrectionSettings(configuration.GetValue("Corrections:EscalateAfterDays", new CorrectionSettings().EscalateAfterDays)));
        services.AddSingleton(new EscalationSettings(configuration.GetValue("Training:EscalateAfterDays", new EscalationSettings().TownAfterDays)));
        services.AddScoped<ComposeMail>(s => s.GetRequiredService<NoticeWords>().Mail);
        return services.AddScoped<FindDone>(s => s.GetRequiredService<MembersDone>().RunAsync);
    }

    private static MailSettings MailFrom(IConfigurationSection mail) => new(
        mail["Host"], mail.GetValue("Port", 587), mail["User"], mail["Password"], mail["From"], mail.GetValue("UseTls", true));
}
