using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Learning.Courses.Tests.Notices;

public sealed class SendOutboxTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_message_is_mailed_once_in_the_words_of_the_site(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        await using var server = new MailServer();
        var message = await GivenMessageAsync(school, "zhang@example.org");

        Assert.Equal(new Delivery(1, 0, null), await SendAsync(school, server));
        Assert.Equal(Delivery.None, await SendAsync(school, server));

        var mail = await ReadAsync(Assert.Single(server.Mails));
        Assert.Equal("张三：Notice.Reminder.Course", mail.Subject);
        Assert.Equal("course=history", mail.TextBody?.Trim());
        Assert.Equal(("zhang@example.org", "lunxun@example.org"), (mail.To.Mailboxes.Single().Address, mail.From.Mailboxes.Single().Address));
        Assert.Equal(school.Calendar.UtcNow(), (await StoredAsync(school, message)).SentAt);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task One_refused_address_does_not_hold_up_the_others(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        await using var server = new MailServer { Unknown = "gone@example.org" };
        var refused = await GivenMessageAsync(school, "gone@example.org");
        var nonsense = await GivenMessageAsync(school, "not an address");
        var taken = await GivenMessageAsync(school, "zhang@example.org");

        var delivery = await SendAsync(school, server);

        Assert.Equal((1, 2), (delivery.Sent, delivery.Failed));
        Assert.DoesNotContain("gone", delivery.Trouble, StringComparison.Ordinal);
        Assert.NotNull((await StoredAsync(school, taken)).SentAt);
        Assert.Equal((1, null), ((await StoredAsync(school, refused)).Failures, (await StoredAsync(school, refused)).SentAt));
        Assert.Equal(1, (await StoredAsync(school, nonsense)).Failures);
    }

    [Fact]
    public async Task What_failed_is_tried_again_later_and_later_and_then_no_more()
    {
        await using var school = await School.OpenAsync();
        await using var server = new MailServer { Unknown = "gone@example.org" };
        var message = await GivenMessageAsync(school, "gone@example.org");
        var tries = 0;
        for (var quarter = 0; quarter <= 4 * 24 * 4; quarter++)
        {
            tries += (await SendAsync(school, server)).Failed;
            school.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.InRange(tries, 8, 14);
        Assert.Equal(tries, (await StoredAsync(school, message)).Failures);
        server.Unknown = null;
        Assert.Equal(Delivery.None, await SendAsync(school, server));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_server_that_is_down_loses_nothing(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var message = await GivenMessageAsync(school, "zhang@example.org");
        var down = new MailServer();
        await down.DisposeAsync();

        await using var server = new MailServer();
        var delivery = await SendAsync(school, server, new MailSettings("127.0.0.1", 1, null, null, "lunxun@example.org", false));
        Assert.Equal((0, 0), (delivery.Sent, delivery.Failed));
        Assert.NotNull(delivery.Trouble);
        Assert.Equal(0, (await StoredAsync(school, message)).Failures);

        Assert.Equal(new Delivery(1, 0, null), await SendAsync(school, server));
    }

    [Fact]
    public async Task When_nobody_can_know_whether_it_went_it_goes_again_under_the_same_name()
    {
        await using var school = await School.OpenAsync();
        await using var server = new MailServer { BreaksAfterTaking = true };
        await GivenMessageAsync(school, "zhang@example.org");

        Assert.Equal((0, 1), ((await SendAsync(school, server)) is var d ? (d.Sent, d.Failed) : default));
        server.BreaksAfterTaking = false;
        school.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(new Delivery(1, 0, null), await SendAsync(school, server));

        var names = await Task.WhenAll(server.Mails.Select(async m => (await ReadAsync(m)).MessageId));
        Assert.Equal(2, names.Length);
        Assert.Single(names.Distinct());
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_programs_at_once_send_one_mail(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        await using var server = new MailServer();
        await GivenMessageAsync(school, "zhang@example.org");

        // The second program looks while the first is putting the message into words.
        await using var db = school.NewDb();
        Delivery? second = null;
        ComposeMail compose = (notice, member) =>
        {
            second = SendAsync(school, server, new MailSettings("127.0.0.1", 1, null, null, "lunxun@example.org", false)).GetAwaiter().GetResult();
            return Words(notice, member);
        };
        var first = await new SendOutbox(db, school.Calendar, Settings(server), compose).RunAsync(Ct);

        Assert.Equal((new Delivery(1, 0, null), Delivery.None), (first, second));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task Without_server_or_address_the_message_stays_on_the_site()
    {
        await using var school = await School.OpenAsync();
        await using var server = new MailServer();
        var without = await GivenMessageAsync(school, null);
        var with = await GivenMessageAsync(school, "zhang@example.org");

        Assert.Equal(Delivery.None, await SendAsync(school, server, MailSettings.None));
        Assert.Equal(1, (await SendAsync(school, server)).Sent);
        Assert.Equal((null, 0), ((await StoredAsync(school, without)).SentAt, (await StoredAsync(school, without)).Failures));

        // A server set up next month does not mail the news of this one; and what was read on the site needs no mail.
        var read = await GivenMessageAsync(school, "zhang@example.org", read: true);
        Assert.Equal(Delivery.None, await SendAsync(school, server));
        Assert.Null((await StoredAsync(school, read)).SentAt);
        Assert.NotNull((await StoredAsync(school, with)).SentAt);
    }

    private static async Task<Guid> GivenMessageAsync(School school, string? email, bool read = false)
    {
        var now = school.Calendar.UtcNow();
        var member = MemberId.New(now);
        await using var db = school.NewDb();
        var person = new Member(member, member.ToString(), "张三", Gender.Man, new DateOnly(1980, 1, 1), new DateOnly(2005, 7, 1), now);
        person.SetEmail(email);
        var message = new OutboxMessage(
            RowId.At(now), member, "Notice.Reminder.Course", $"test/{member}", NoticeArgument.WriteAll([NoticeArgument.Course("history")]), now);
        if (read)
        {
            message.Read(now);
        }

        db.Members.Add(person);
        db.Outbox.Add(message);
        await db.SaveChangesAsync(Ct);
        return message.Id;
    }

    private static MailSettings Settings(MailServer server) => new("127.0.0.1", server.Port, null, null, "lunxun@example.org", false);

    private static MailText Words(Notice notice, Member member) =>
        new($"{member.Name}：{notice.Kind}", string.Join(", ", notice.Arguments.Select(a => $"{a.Kind}={a.Value}")));

    private static async Task<Delivery> SendAsync(School school, MailServer server, MailSettings? settings = null)
    {
        await using var db = school.NewDb();
        return await new SendOutbox(db, school.Calendar, settings ?? Settings(server), Words).RunAsync(Ct);
    }

    private static async Task<OutboxMessage> StoredAsync(School school, Guid message)
    {
        await using var db = school.NewDb();
        return await db.Outbox.SingleAsync(m => m.Id == message, Ct);
    }

    private static Task<MimeMessage> ReadAsync(string mail) => MimeMessage.LoadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail)), Ct);
}
