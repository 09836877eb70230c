using Learning.Courses.Questions.Exchange;

namespace Learning.Courses.Tests.Questions.Exchange;

public sealed class ForeignZipTests
{
    [Fact]
    public void A_bomb_is_refused_by_what_it_promises_and_by_what_comes_out()
    {
        var bomb = Packages.Bomb(100);
        Assert.InRange(bomb.Length, 1, 200_000);
        Assert.Equal("Exchange.ZipTooLarge", Code(bomb));

        // The runtime lets out no more than was promised; if it ever did, the count would stop it.
        var lying = ForeignZip.Open(ForeignFile.Of("a.zip", Packages.Lying(bomb)));
        Assert.True(lying.Refusal is not null || lying.Value!.Files.Values.Sum(f => f.Length) <= 10);
    }

    [Fact]
    public void Too_many_files_are_refused() =>
        Assert.Equal("Exchange.ZipTooLarge", Code(Packages.Bytes([.. Enumerable.Range(0, 6001).Select(i => ($"{i}.xml", ""))])));

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("a/../../evil.xml")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\evil.xml")]
    [InlineData("..\\evil.xml")]
    [InlineData("a\u0001.xml")]
    public void A_name_that_leads_out_of_the_package_spoils_it(string name) =>
        Assert.Equal("Exchange.ZipPath", Code(Packages.Bytes(("items/a.xml", "<a/>"), (name, "<b/>"))));

    [Fact]
    public void What_is_damaged_or_ambiguous_is_refused()
    {
        var good = Packages.Bytes(("a.xml", new string('a', 5000)));
        Assert.Equal("Exchange.BadZip", Code(good[..^10]));
        Assert.Equal("Exchange.BadZip", Code("PK is not enough"u8.ToArray()));
        Assert.Equal("Exchange.BadZip", Code(Packages.Bytes(("a.xml", "1"), ("a.xml", "2"))));
    }

    private static string? Code(byte[] bytes) => ForeignZip.Open(ForeignFile.Of("a.zip", bytes)).Refusal?.Code;
}
