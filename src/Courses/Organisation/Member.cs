namespace Learning.Courses.Organisation;

public enum Gender
{
    Woman,
    Man,

    /// <summary>Of a member who has been erased.</summary>
    NotKept,
}

/// <summary>A Party member: the person, without anything that changes with the years. Posts, branch and exemptions are dated rows.</summary>
public sealed class Member : IOfMember, IProvable
{
    public Member(MemberId memberId, string number, string name, Gender gender, DateOnly bornOn, DateOnly joinedOn, DateTime recordedAt)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(number);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(joinedOn, bornOn);
        (MemberId, Number, Name, Gender, BornOn, JoinedOn, RecordedAt) = (memberId, number, name, gender, bornOn, joinedOn, recordedAt);
    }

    /// <summary>Stands where the name of an erased member stood.</summary>
    public const string Nameless = "—";

    private Member()
    {
        Number = Name = "";
    }

    public MemberId MemberId { get; private set; }

    /// <summary>The number by which the roster knows the member and with which the member signs in.</summary>
    public string Number { get; private set; }
    public string Name { get; private set; }
    public Gender Gender { get; private set; }
    public DateOnly BornOn { get; private set; }

    /// <summary>The day of admission to the Party.</summary>
    public DateOnly JoinedOn { get; private set; }
    public string? Email { get; private set; }
    public DateTime RecordedAt { get; private set; }

    Guid IProvable.Id => MemberId.Value;

    public EvidenceFacts Evidence() => new("member.registered", MemberId, null, new Dictionary<string, object?>());

    public void SetEmail(string? email) => Email = email;

    /// <summary>
    /// Makes this a row without a name. The year of admission stays, because yearly sheets count new members; the number keeps its
    /// place in the index and says nothing.
    /// </summary>
    internal void Forget() => (Name, Number, Email, Gender, BornOn, JoinedOn) =
        (Nameless, $"erased/{MemberId.Value:N}", null, Gender.NotKept, new DateOnly(1900, 1, 1), new DateOnly(JoinedOn.Year, 1, 1));

    public int AgeOn(DateOnly day)
    {
        var age = day.Year - BornOn.Year;
        return BornOn > day.AddYears(-age) ? age - 1 : age;
    }
}

/// <summary>
/// The member's own random key. The ledger knows a member only as HMAC(key, purpose); deleting this row on erasure makes all
/// entries about the member unlinkable and leaves every proof valid.
/// </summary>
public sealed class MemberKey
{
    public MemberKey(MemberId memberId, byte[] key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, 32);
        (MemberId, Key) = (memberId, key);
    }

    private MemberKey()
    {
        Key = [];
    }

    public MemberId MemberId { get; private set; }
    public byte[] Key { get; private set; }
}
