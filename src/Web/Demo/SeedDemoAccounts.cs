using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Web.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Demo;

/// <summary>Gives the people of the demo roster their accounts. Safe to repeat.</summary>
public sealed class SeedDemoAccounts(CoursesDb courses, UserManager<Account> users)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var branch = await courses.Memberships
            .Where(m => m.BranchPath == DemoPeople.HomeBranch)
            .Join(courses.Members, m => m.MemberId, m => m.MemberId, (_, member) => member)
            .OrderBy(m => m.Number)
            .Select(m => m.MemberId)
            .Take(20)
            .ToListAsync(ct);
        foreach (var name in DemoAccounts.Names)
        {
            if (await users.FindByNameAsync(name) is null)
            {
                await CreateAsync(name, branch[DemoPeople.RankOf[name]]);
            }
        }
    }

    /// <summary>Further members with an account, named "load-1" and so on: a hall full of people for measurements.</summary>
    public async Task AddAsync(int count, CancellationToken ct)
    {
        var taken = await users.Users.Select(u => u.MemberId).ToListAsync(ct);
        var members = (await courses.Members.OrderBy(m => m.Number).Select(m => m.MemberId).Take(count + taken.Count).ToListAsync(ct))
            .Where(m => !taken.Contains(m.Value)).Take(count).ToList();
        foreach (var (index, member) in members.Index())
        {
            await CreateAsync($"load-{index + 1}", member);
        }
    }

    private async Task CreateAsync(string name, MemberId member)
    {
        var result = await users.CreateAsync(new Account { UserName = name, MemberId = member.Value }, DemoAccounts.Password);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"Demo account {name}: {string.Join("; ", result.Errors.Select(e => e.Description))}");
        }
    }
}
