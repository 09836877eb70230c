using Learning.Courses.Catalogue;
using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Coverage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Credits;

public sealed class CertificateTests
{
    private const string Number = "0A1B2C3D4E5F";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_course_certificate_says_whose_it_is_and_for_what(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (story, member, pass) = await PassedAsync(school);
        await using var db = school.NewDb();

        var sheet = (await new CertificateRead(db).RunAsync((await db.Certificates.SingleAsync(Ct)).Id, Ct)).Value!;

        Assert.Equal((Number, member, "欧阳立春"), (sheet.Number, sheet.MemberId, sheet.MemberName));
        Assert.Equal((pass, "党史", new DateOnly(2026, 3, 1)), (sheet.Subject.SourceId, sheet.Subject.Title, sheet.Subject.On));
        Assert.Equal(6, sheet.Subject.Quarters(RulePacks.For(sheet.Subject.On).Tariff)); // 1 credit hour and 0.5 for the test
        Assert.Equal("d/t1/b1", story.Path("t1/b1"));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Strangers_learn_by_the_number_alone_and_less_than_the_paper_says(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (_, _, pass) = await PassedAsync(school);
        await using var visitor = school.NewDb(Viewer.Nobody);

        var verified = (await new VerifyCertificate(visitor).RunAsync(" 0a1b-2c3d 4e5f ", Ct)).Value!;

        Assert.Equal((Number, "欧*", "党史", pass), (verified.Number, verified.MaskedName, verified.Subject.Title, verified.Subject.SourceId));
        Assert.Equal("Certificate.NoSuchNumber", (await new VerifyCertificate(visitor).RunAsync("0A1B2C3D4E5G", Ct)).Refusal!.Code);
        Assert.Equal("Certificate.NotFound", (await new CertificateRead(visitor).RunAsync(verified.Id, Ct)).Refusal!.Code);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_completed_class_gets_one_certificate_however_often_the_job_runs(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await Story.BeginAsync(school);
        var (done, absent) = (await story.MemberAsync("t1/b1"), await story.MemberAsync("t1/b1"));
        var cohort = await story.ClassAsync(new(2026, 3, 2), new(2026, 3, 5), done, absent);
        var outcome = await story.OutcomeAsync(done, cohort, 4);
        await story.OutcomeAsync(absent, cohort, 1);

        Assert.Equal(1, await IssueAsync(school));
        Assert.Equal(0, await IssueAsync(school));

        await using var db = school.NewDb();
        var certificate = await db.Certificates.SingleAsync(Ct);
        var subject = (await new CertificateRead(db).RunAsync(certificate.Id, Ct)).Value!.Subject;
        Assert.Equal((outcome, "2026 年轮训", 128), (subject.SourceId, subject.Title, subject.Quarters(RulePacks.For(subject.On).Tariff)));
        Assert.Equal(("党校", new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 5)), (subject.Place!.VenueName, subject.Place.OpensOn, subject.Place.ClosesOn));
        Assert.Equal(12, certificate.Number.Length);
    }

    [Fact]
    public async Task A_member_who_has_moved_still_reads_the_whole_certificate_and_the_old_secretary_does_not()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        var member = await story.MemberAsync("t1/b1");
        await story.OutcomeAsync(member, await story.ClassAsync(new(2026, 2, 2), new(2026, 2, 3), member), 2);
        await IssueAsync(school);
        await story.ReceiveAsync(member, "t2/b1", new(2026, 2, 10));
        var secretary = await story.MemberAsync("t1/b1");
        await story.AppointAsync(secretary, PostKind.BranchSecretary, "t1/b1", new(2026, 1, 1));

        Assert.Equal("2026 年轮训", (await ReadAsync(member)).Value!.Subject.Title);
        Assert.Equal("Certificate.NotFound", (await ReadAsync(secretary)).Refusal!.Code);

        async Task<Outcome<CertificateSheet>> ReadAsync(MemberId viewer)
        {
            await using var system = school.NewDb();
            var id = await system.Certificates.Select(c => c.Id).SingleAsync(Ct);
            await using var db = school.NewDb(await FindViewer.RunAsync(system, viewer, school.Calendar.Today(), Ct));
            return await new CertificateRead(db).RunAsync(id, Ct);
        }
    }

    [Theory]
    [InlineData("0a1b-2c3d-4e5f", "0A1B2C3D4E5F")]
    [InlineData("oA1B 2C3D 4E5F", "0A1B2C3D4E5F")]
    [InlineData("IL00００", "110000")]
    [InlineData("'; drop table", "DR0PTAB1E")]
    [InlineData("", "")]
    public void A_number_is_understood_as_people_type_it(string typed, string number)
    {
        Assert.Equal(number, CertificateNumber.Normalise(typed));
    }

    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("𠮷田", "𠮷*")] // one character to the eye, two to the machine
    [InlineData("A", "A*")]
    public void A_name_is_masked_to_its_first_character(string name, string masked)
    {
        Assert.Equal(masked, VerifyCertificate.Mask(name));
    }

    private static async Task<int> IssueAsync(School school)
    {
        await using var db = school.NewDb();
        return await new IssueClassCertificates(db, school.Calendar).RunAsync(Ct);
    }

    private static async Task<(Story Story, MemberId Member, Guid Pass)> PassedAsync(School school)
    {
        var story = await Story.BeginAsync(school);
        var member = await story.MemberAsync("t1/b1", "欧阳立春");
        var pass = await story.PassAsync(member, new(2026, 3, 1));
        await story.SaveAsync(new CourseEdition(RowId.At(story.Now), new string('a', 64), "course-1", "党史", "{}", story.Now));
        await story.SaveAsync(new Certificate(RowId.At(story.Now), member, Number, pass, story.Now));
        return (story, member, pass);
    }
}
