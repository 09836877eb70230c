namespace Learning.E2E;

public sealed class SignInJourney(RunningSite site)
{
    [Theory, MemberData(nameof(Way.All), MemberType = typeof(Way))]
    public async Task A_member_signs_in_changes_language_and_type_size_and_signs_out(Way way)
    {
        await using var member = await Visitor.SignInAsync(site, way, "member");
        await member.SeeAsync("您好", "Hello");
        member.HasNoComplaints();
    }
}
